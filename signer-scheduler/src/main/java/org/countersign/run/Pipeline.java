package org.countersign.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.keys.SigningPlan;
import org.countersign.policy.Policy;
import org.countersign.publish.ArtefactShelf;
import org.countersign.release.ReleaseBasis;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseTerms;
import org.countersign.release.ReleasedZone;
import org.countersign.release.Releaser;
import org.countersign.release.SerialPolicy;
import org.countersign.sign.SignedZone;
import org.countersign.sign.Unchanged;
import org.countersign.step.Step;
import org.countersign.store.StoreException;
import org.countersign.zone.DataDigest;
import org.countersign.zone.UnsignedZone;

/**
 * One run for one zone: pull, build, sign, judge, release, publish. Every stage takes what the one
 * before it gives; what is refused on the way leaves the last good zone in service.
 */
public final class Pipeline {
  private final ZoneState state;
  private final RunTools tools;
  private final Policy policy;
  private final Instant now;
  private final ArtefactShelf shelf;
  private final Releaser releaser;
  private final Stages stages;
  private final CandidateStage candidates;
  private final PublishStage publishing;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<StoreException> unread = Optional.empty();
  private Optional<String> refusedData = Optional.empty();

  public Pipeline(ZoneState state, RunTools tools, Instant startedAt) throws IOException {
    this.state = state;
    this.tools = tools;
    this.policy = state.policy();
    this.now = startedAt;
    this.shelf = new ArtefactShelf(tools.dataDirectory(), state.origin());
    this.releaser = new Releaser(state.ledger(), shelf);
    this.stages = new Stages(tools.progress());
    this.candidates = new CandidateStage(state, tools, stages, candidate(), startedAt);
    this.publishing = new PublishStage(tools.publishers(), stages);
  }

  /**
   * Runs it.
   *
   * @throws Exception if the world is broken: nothing was published then that was not approved
   */
  public RunOutcome run() throws Exception {
    shelf.sweep(state.places());
    try {
      RunOutcome outcome = attempt();
      if (unread.isPresent()) {
        throw new StoreException(
            unread.get().getMessage()
                + "; meanwhile the last accepted data stay in service, signed, as serial "
                + outcome.serial().orElseThrow(),
            unread.get());
      }
      return outcome;
    } finally {
      Files.deleteIfExists(candidate()); // what was released has been moved
    }
  }

  private RunOutcome attempt() throws Exception {
    Optional<FormerZone> former = stages.run("build", progress -> former(progress));
    if (state.holds(now).contains("publish")) {
      return outcome(RunOutcome.Kind.HELD, former.map(FormerZone::released), former, null, null);
    }
    Intake.Content content = intake(former);
    findings.addAll(content.findings());
    refusedData = content.refused();
    if (content.zone().isEmpty()) {
      return outcome(RunOutcome.Kind.REJECTED, Optional.empty(), former, null, null);
    }
    UnsignedZone unsigned = content.zone().get();
    String digest = stages.run("build", progress -> DataDigest.of(unsigned.image()));
    OutsideView outside = stages.run("observe", progress -> state.outside(now));
    KeyTurn keys = state.keys(now, former.flatMap(f -> f.lowestLife(now)));
    Step.KEYS_MOVED.passed();
    findings.addAll(keys.findings());
    if (keys.refused()) {
      return outcome(RunOutcome.Kind.REJECTED, Optional.empty(), former, null, null);
    }
    List<Serial> serials = state.serials();
    CandidateStage.Work work =
        new CandidateStage.Work(
            content,
            unsigned,
            digest,
            keys,
            SerialPolicy.next(policy.serial(), former.map(f -> f.record().serial()), serials, now),
            serials,
            former.map(FormerZone::signatures),
            former,
            outside);
    SignedZone signed = candidates.sign(work);
    if (former.isPresent() && unchanged(former.get(), signed, digest)) {
      state.purge(now);
      return outcome(
          RunOutcome.Kind.UNCHANGED, former.map(FormerZone::released), former, signed, unsigned);
    }
    CandidateStage.Judged judged = candidates.judge(work, signed);
    findings.addAll(judged.mended());
    findings.addAll(judged.verdict().findings());
    if (!judged.verdict().approved()) {
      refusedData = Optional.of(digest);
      return outcome(RunOutcome.Kind.REJECTED, Optional.empty(), former, judged.signed(), unsigned);
    }
    ReleasedZone released = release(judged, content, digest, keys.plan(), former);
    publishing.publish(released);
    shelf.retire(state.places(), tools.keepReleases());
    state.purge(now);
    return outcome(
        RunOutcome.Kind.RELEASED, Optional.of(released), former, judged.signed(), unsigned);
  }

  /** The newest release, in service again before anything else happens. */
  private Optional<FormerZone> former(LongConsumer progress) throws IOException {
    if (state.newest().isEmpty()) {
      return Optional.empty();
    }
    ReleasedZone released = restored(state.newest().get());
    publishing.publish(released);
    return Optional.of(FormerZone.read(released, tools.threads(policy), progress));
  }

  private ReleasedZone restored(ReleaseRecord newest) throws IOException {
    try {
      return releaser.restored(newest);
    } catch (NoSuchFileException e) {
      throw new IOException(
          e.getFile()
              + " is missing, which was released as "
              + newest.origin()
              + " "
              + newest.serial()
              + "; put the file back from a backup or a secondary",
          e);
    }
  }

  /** Signatures age whether or not the registry can be read: what was accepted is signed on. */
  private Intake.Content intake(Optional<FormerZone> former) throws Exception {
    Intake intake =
        new Intake(
            policy,
            tools.registrySchema(),
            former,
            now,
            tools.threads(policy),
            digest -> state.override(digest, now));
    if (state.holds(now).contains("ingest")) {
      return intake.former(List.of());
    }
    try {
      var pulled = stages.run("pull", progress -> tools.pull(state.origin(), policy.ttl()));
      return stages.run("build", progress -> intake.take(pulled));
    } catch (StoreException e) {
      if (former.isEmpty()) {
        throw e;
      }
      unread = Optional.of(e);
      return intake.former(List.of());
    }
  }

  private boolean unchanged(FormerZone former, SignedZone signed, String digest) {
    return former.record().dataDigest().equals(digest)
        && Unchanged.since(former.signatures(), signed, policy.signing(), now);
  }

  private Path candidate() {
    return shelf.candidate(tools.runId().toString());
  }

  private ReleasedZone release(
      CandidateStage.Judged judged,
      Intake.Content content,
      String digest,
      SigningPlan plan,
      Optional<FormerZone> former)
      throws Exception {
    boolean sameData = former.map(f -> f.record().dataDigest().equals(digest)).orElse(false);
    boolean sameKeys = former.map(f -> FormerKeys.same(f.record(), plan)).orElse(false);
    ReleaseTerms terms =
        new ReleaseTerms(
            sameData && sameKeys ? ReleaseKind.REFRESH : ReleaseKind.REGULAR,
            basis(content, former),
            plan,
            former.map(f -> f.record().serial()),
            now);
    return stages.run(
        "release",
        progress ->
            releaser.release(judged.candidate(), judged.verdict().approval().orElseThrow(), terms));
  }

  private static ReleaseBasis basis(Intake.Content content, Optional<FormerZone> former) {
    Optional<Serial> serial = former.map(f -> f.record().serial());
    if (content.accepted().isPresent()) {
      var origin = content.accepted().get().snapshot().origin();
      return new ReleaseBasis(Optional.of(origin.id()), OptionalLong.of(origin.revision()), serial);
    }
    var last = former.orElseThrow().record().basedOn();
    return new ReleaseBasis(last.snapshot(), last.revision(), serial);
  }

  private RunOutcome outcome(
      RunOutcome.Kind kind,
      Optional<ReleasedZone> released,
      Optional<FormerZone> former,
      SignedZone signed,
      UnsignedZone unsigned) {
    Optional<ReleaseRecord> newest =
        released.map(ReleasedZone::record).or(() -> former.map(FormerZone::record));
    return new RunOutcome(
        kind,
        state.origin(),
        newest.map(ReleaseRecord::serial),
        former.map(f -> f.record().serial()),
        newest,
        Optional.ofNullable(signed).map(SignedZone::tally),
        Optional.ofNullable(unsigned).map(UnsignedZone::counts),
        List.copyOf(findings),
        refusedData,
        publishing.published(),
        publishing.unpublished(),
        stages.millis());
  }
}
