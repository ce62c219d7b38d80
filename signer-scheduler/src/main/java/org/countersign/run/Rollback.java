package org.countersign.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.policy.Policy;
import org.countersign.publish.ArtefactShelf;
import org.countersign.release.ReleaseBasis;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseTerms;
import org.countersign.release.ReleasedZone;
import org.countersign.release.Releaser;
import org.countersign.release.RollbackTarget;
import org.countersign.release.SerialPolicy;
import org.countersign.sign.FormerRelease;
import org.countersign.sign.SignedZone;
import org.countersign.store.RollbackNote;
import org.countersign.store.StoreException;
import org.countersign.zone.ChangedSince;
import org.countersign.zone.ContentWalk;
import org.countersign.zone.DataDigest;
import org.countersign.zone.UnsignedZone;

/**
 * The emergency way forward: a former content, or today's data by former keys, is issued again
 * under a serial newer than any, through the same gate, ledger and publishers as every release.
 */
public final class Rollback {
  private final ZoneState state;
  private final RollbackDesk desk;
  private final RunTools tools;
  private final RollbackOrder order;
  private final Policy policy;
  private final Instant now;
  private final ArtefactShelf shelf;
  private final Releaser reader;
  private final Stages stages;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Serial> served = new LinkedHashSet<>();
  private final Map<Serial, Optional<FormerZone>> read = new HashMap<>();

  public Rollback(
      ZoneState state, RollbackDesk desk, RunTools tools, RollbackOrder order, Instant startedAt)
      throws IOException {
    this.state = state;
    this.desk = desk;
    this.tools = tools;
    this.order = order;
    this.policy = state.policy();
    this.now = startedAt;
    this.shelf = new ArtefactShelf(tools.dataDirectory(), state.origin());
    this.reader = new Releaser(state.ledger(), shelf);
    this.stages = new Stages(tools.progress());
  }

  /**
   * How a rollback ended.
   *
   * @param outcome empty for a dry run
   */
  public record Result(RollbackPlan plan, Optional<RunOutcome> outcome) {}

  /** Everything that is known before anything is signed. */
  private record Prepared(
      RollbackPlan plan,
      CandidateStage.Work work,
      RollbackKeys keys,
      Optional<FormerZone> baseline) {}

  /**
   * Does it, or only plans it.
   *
   * @throws RollbackRefusal if there is nothing to go back to
   * @throws Exception if the world is broken: nothing was published then that was not approved
   */
  public Result run() throws Exception {
    if (order.dryRun()) {
      return new Result(prepare().plan(), Optional.empty());
    }
    shelf.sweep(state.places());
    try {
      Prepared prepared = prepare();
      return new Result(
          prepared.plan(),
          Optional.of(
              prepared.plan().refused()
                  ? outcome(RunOutcome.Kind.REJECTED, prepared, null, null, null)
                  : release(prepared)));
    } finally {
      Files.deleteIfExists(candidate());
    }
  }

  private Prepared prepare() throws Exception {
    List<ReleaseRecord> releases = desk.releases();
    if (releases.isEmpty()) {
      throw new RollbackRefusal(
          state.origin() + " was never released: there is nothing to go back to");
    }
    ReleaseRecord newest = releases.get(0);
    OutsideView outside = outside();
    List<Serial> serials = serials();
    RollbackTarget choice = new RollbackTarget(releases, serials);
    ReleaseRecord target = target(choice);
    publishHold();

    RollbackKeys keys = keys(target);
    RollbackConditions conditions = new RollbackConditions(policy, keys.plan(), now);
    findings.addAll(conditions.ds(state.origin(), outside));
    Optional<FormerZone> former = former(target);
    Optional<FormerZone> inService =
        target.equals(newest)
            ? former
            : order.keepData() || order.dryRun() ? former(newest) : Optional.empty();
    Intake.Content content;
    Optional<ChangedSince> changed = Optional.empty();
    if (order.keepData()) {
      content = todaysData(inService);
    } else {
      FormerZone readable = former.orElseThrow(() -> unreadable(target));
      if (!order.signAnew()) {
        findings.addAll(conditions.reuse(readable));
      }
      RollbackContent.Taken taken = new RollbackContent(order, state, tools, stages).of(readable);
      findings.addAll(taken.findings());
      changed = taken.changed();
      content =
          new Intake.Content(
              Optional.of(taken.zone()), Optional.empty(), List.of(), Optional.empty());
    }
    UnsignedZone zone =
        content
            .zone()
            .orElseThrow(
                () ->
                    new RollbackRefusal(
                        "today's data of "
                            + state.origin()
                            + " were refused and the last accepted ones cannot be read: name a"
                            + " release with --to, without --keep-data"));
    Serial serial = SerialPolicy.next(policy.serial(), Optional.of(newest.serial()), serials, now);
    Optional<FormerZone> baseline = order.keepData() ? inService.or(() -> former) : former;
    Optional<FormerRelease> reuse =
        order.signAnew() ? Optional.empty() : former.map(FormerZone::signatures);
    RollbackPlan plan =
        new RollbackPlan(
            order,
            target,
            newest,
            serial,
            newest(newest.serial(), serials),
            signers(keys),
            keys.edit().isPresent(),
            changed,
            order.dryRun()
                ? inService.map(f -> ContentWalk.between(f.content(), zone))
                : Optional.empty(),
            findings);
    CandidateStage.Work work =
        new CandidateStage.Work(
            content,
            zone,
            order.dryRun() ? "" : stages.run("build", progress -> DataDigest.of(zone.image())),
            new KeyTurn(keys.plan(), false, desk.surrendered(), List.of()),
            serial,
            serials,
            reuse,
            baseline,
            outside);
    return new Prepared(plan, work, keys, baseline);
  }

  private static Set<Fingerprint> signers(RollbackKeys keys) {
    Set<Fingerprint> signers = new LinkedHashSet<>();
    keys.plan().zoneSigners().forEach(key -> signers.add(key.fingerprint()));
    return signers;
  }

  private static Serial newest(Serial released, List<Serial> known) {
    Serial newest = released;
    for (Serial serial : known) {
      newest = serial.isNewerThan(newest) ? serial : newest;
    }
    return newest;
  }

  /** What secondaries have now; kept, but for a dry run. */
  private OutsideView outside() throws Exception {
    if (!order.dryRun()) {
      desk.seen(order.seen(), now);
      return stages.run("observe", progress -> state.outside(now));
    }
    Sweep sweep = stages.run("observe", progress -> desk.look(now));
    served.addAll(order.seen());
    sweep.zone().stream().map(ZoneAnswer::serial).forEach(served::add);
    return desk.view(sweep, now);
  }

  private List<Serial> serials() {
    Set<Serial> all = new LinkedHashSet<>(state.serials());
    all.addAll(served);
    return List.copyOf(all);
  }

  private ReleaseRecord target(RollbackTarget choice) {
    if (order.to().isPresent()) {
      return choice
          .named(order.to().get())
          .orElseThrow(
              () ->
                  new RollbackRefusal(
                      state.origin() + " was never released as " + order.to().get()));
    }
    return (order.keepData()
            ? choice.formerKeys(desk.nextSigners())
            : choice.lastGood(r -> former(r).isPresent()))
        .orElseThrow(
            () ->
                new RollbackRefusal(
                    order.keepData()
                        ? "no release of "
                            + state.origin()
                            + " was signed by other keys than these: there are none to go back to"
                        : "no release of "
                            + state.origin()
                            + " with other content or keys can be read: there is none to go back"
                            + " to"));
  }

  private void publishHold() {
    if (!order.throughHold()) {
      desk.publishHold(now)
          .ifPresent(
              hold -> {
                throw new RollbackRefusal(
                    hold.owner()
                        + " put publish of "
                        + hold.zone()
                        + " on hold ("
                        + hold.reason()
                        + "): --through-hold lets this one release out and leaves the hold");
              });
    }
  }

  private RollbackKeys keys(ReleaseRecord target) {
    Set<Fingerprint> today = desk.nextSigners();
    Set<Fingerprint> wanted = order.signAnew() ? today : RollbackTarget.zoneSigners(target);
    RollbackKeys keys = desk.keys(wanted, order.reason(), now);
    findings.addAll(
        new RollbackConditions(policy, keys.plan(), now)
            .keys(
                keys.obstacles(),
                order.keepData() ? Severity.REFUSE : Severity.WARN,
                state.origin()));
    return keys;
  }

  /** A release read back; empty, with a warning, if its artefact is missing or damaged. */
  private Optional<FormerZone> former(ReleaseRecord release) {
    Optional<FormerZone> known = read.get(release.serial());
    if (known == null) {
      known = read(release);
      read.put(release.serial(), known);
    }
    return known;
  }

  private Optional<FormerZone> read(ReleaseRecord release) {
    try {
      ReleasedZone zone = reader.restored(release);
      return Optional.of(
          stages.run("build", progress -> FormerZone.read(zone, tools.threads(policy), progress)));
    } catch (Exception e) {
      findings.add(
          Finding.warn(
              RuleId.FILE_WHOLE,
              "the artefact of serial " + release.serial() + " cannot be used: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private RollbackRefusal unreadable(ReleaseRecord target) {
    return new RollbackRefusal(
        "serial "
            + target.serial()
            + " of "
            + state.origin()
            + " cannot be read back ("
            + findings.get(findings.size() - 1).message()
            + "); name another with --to");
  }

  private Intake.Content todaysData(Optional<FormerZone> inService) throws Exception {
    Intake intake =
        new Intake(
            policy,
            tools.registrySchema(),
            inService,
            now,
            tools.threads(policy),
            digest -> state.override(digest, now));
    if (state.holds(now).contains("ingest")) {
      return intake.former(List.of());
    }
    try {
      var pulled = stages.run("pull", progress -> tools.pull(state.origin(), policy.ttl()));
      Intake.Content content = stages.run("build", progress -> intake.take(pulled));
      content.findings().stream().map(Rollback::accepted).forEach(findings::add);
      return content;
    } catch (StoreException e) {
      findings.add(
          Finding.warn(
              RuleId.SNAPSHOT_FRESH,
              "the registry cannot be read, the last accepted data stay: " + e.getMessage()));
      return intake.former(List.of());
    }
  }

  /** What the intake refuses keeps the last accepted data in service, and stops no rollback. */
  private static Finding accepted(Finding finding) {
    return finding.refuses()
        ? new Finding(
            finding.rule(),
            Severity.WARN,
            finding.owner(),
            finding.type(),
            finding.keyTag(),
            finding.key(),
            "today's data are refused, the last accepted ones stay: " + finding.message())
        : finding;
  }

  private Path candidate() {
    return shelf.candidate(tools.runId().toString());
  }

  private RunOutcome release(Prepared prepared) throws Exception {
    CandidateStage candidates = new CandidateStage(state, tools, stages, candidate(), now);
    SignedZone signed = candidates.sign(prepared.work());
    CandidateStage.Judged judged = candidates.judge(prepared.work(), signed);
    findings.addAll(judged.mended());
    findings.addAll(judged.verdict().findings());
    if (!judged.verdict().approved()) {
      return outcome(RunOutcome.Kind.REJECTED, prepared, judged.signed(), null, null);
    }
    RollbackPlan plan = prepared.plan();
    RollbackNote note =
        new RollbackNote(
            plan.target().serial(),
            order.keepData(),
            order.reason(),
            prepared.keys().edit(),
            order.throughHold());
    ReleaseTerms terms =
        new ReleaseTerms(
            ReleaseKind.ROLLBACK,
            basis(prepared),
            prepared.work().keys().plan(),
            Optional.of(plan.newest().serial()),
            now);
    ReleasedZone released =
        stages.run(
            "release",
            progress ->
                new Releaser(desk.ledger(note), shelf)
                    .release(judged.candidate(), judged.verdict().approval().orElseThrow(), terms));
    PublishStage publishing = new PublishStage(tools.publishers(), stages);
    publishing.publish(released);
    shelf.retire(state.places(), tools.keepReleases());
    return outcome(RunOutcome.Kind.RELEASED, prepared, judged.signed(), released, publishing);
  }

  private static ReleaseBasis basis(Prepared prepared) {
    Optional<Serial> serial = Optional.of(prepared.plan().target().serial());
    var accepted = prepared.work().content().accepted();
    if (accepted.isPresent()) {
      var origin = accepted.get().snapshot().origin();
      return new ReleaseBasis(Optional.of(origin.id()), OptionalLong.of(origin.revision()), serial);
    }
    var last = prepared.plan().target().basedOn();
    return new ReleaseBasis(last.snapshot(), last.revision(), serial);
  }

  private RunOutcome outcome(
      RunOutcome.Kind kind,
      Prepared prepared,
      SignedZone signed,
      ReleasedZone released,
      PublishStage publishing) {
    ReleaseRecord record = released == null ? prepared.plan().newest() : released.record();
    boolean refused = kind == RunOutcome.Kind.REJECTED && signed != null;
    return new RunOutcome(
        kind,
        state.origin(),
        Optional.of(record.serial()),
        Optional.of(prepared.plan().newest().serial()),
        Optional.of(record),
        Optional.ofNullable(signed).map(SignedZone::tally),
        Optional.of(prepared.work().zone().counts()),
        List.copyOf(findings),
        refused ? Optional.of(prepared.work().digest()) : Optional.empty(),
        publishing == null ? Map.of() : publishing.published(),
        publishing == null ? Map.of() : publishing.unpublished(),
        stages.millis());
  }
}
