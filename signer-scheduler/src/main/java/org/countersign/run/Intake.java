package org.countersign.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.dns.Name;
import org.countersign.finding.ContentOverride;
import org.countersign.finding.Finding;
import org.countersign.policy.Policy;
import org.countersign.registry.AcceptedSnapshot;
import org.countersign.registry.ContentDifference;
import org.countersign.registry.GoldenName;
import org.countersign.registry.IntakeCase;
import org.countersign.registry.IntakeGate;
import org.countersign.registry.IntakeVerdict;
import org.countersign.registry.RegistrySnapshot;
import org.countersign.registry.SnapshotOrigin;
import org.countersign.store.PullResult;
import org.countersign.zone.ContentWalk;
import org.countersign.zone.DataDigest;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneBuilder;

/**
 * From a registry's rows to an unsigned zone that may be signed, or to the reasons why not. A
 * refused snapshot never stops signing: the last accepted content is signed on.
 */
final class Intake {
  private final IntakeGate gate = new IntakeGate();
  private final Policy policy;
  private final Optional<String> expectedSchema;
  private final Optional<FormerZone> former;
  private final Instant now;
  private final int threads;
  private final Function<String, Optional<ContentOverride>> overrides;

  /**
   * @param overrides what two people have decided about data with a digest
   */
  Intake(
      Policy policy,
      Optional<String> expectedSchema,
      Optional<FormerZone> former,
      Instant now,
      int threads,
      Function<String, Optional<ContentOverride>> overrides) {
    this.overrides = overrides;
    this.policy = policy;
    this.expectedSchema = expectedSchema;
    this.former = former;
    this.now = now;
    this.threads = threads;
  }

  /**
   * What is to be signed.
   *
   * @param zone empty if there is nothing: a first snapshot was refused
   * @param accepted empty if the zone is the former release's content
   * @param refused digest of the data that were refused, if they make a zone
   */
  record Content(
      Optional<UnsignedZone> zone,
      Optional<AcceptedSnapshot> accepted,
      List<Finding> findings,
      Optional<String> refused) {}

  Content take(PullResult pulled) {
    if (pulled instanceof PullResult.Refused refused) {
      return former(refused.findings());
    }
    return judge(((PullResult.Pulled) pulled).snapshot());
  }

  /** The former release's content, because nothing newer may be or is to be taken. */
  Content former(List<Finding> findings) {
    return former(findings, Optional.empty());
  }

  private Content former(List<Finding> findings, Optional<String> refused) {
    return new Content(former.map(FormerZone::content), Optional.empty(), findings, refused);
  }

  private Content judge(RegistrySnapshot snapshot) {
    UnsignedZone built = new ZoneBuilder(policy.apex(), threads).build(snapshot.records());
    Optional<ContentDifference> difference =
        former.map(f -> ContentWalk.between(f.content(), built));
    IntakeCase intake =
        new IntakeCase(
            snapshot,
            expectedSchema,
            former.flatMap(this::source),
            difference,
            golden(built),
            policy.gate(),
            now);
    IntakeVerdict verdict = gate.judge(intake);
    if (verdict.accepted()) {
      return accepted(built, verdict);
    }
    String digest = DataDigest.of(built.image());
    IntakeVerdict second =
        overrides.apply(digest).map(o -> gate.judge(intake, o, digest)).orElse(verdict);
    return second.accepted()
        ? accepted(built, second)
        : former(second.findings(), Optional.of(digest));
  }

  private static Content accepted(UnsignedZone built, IntakeVerdict verdict) {
    return new Content(
        Optional.of(built),
        Optional.of((AcceptedSnapshot) verdict),
        verdict.findings(),
        Optional.empty());
  }

  /**
   * The snapshot of the former release, as far as the ledger has it: its time by the registry's
   * clock, which may be behind ours, is at least this.
   */
  private Optional<SnapshotOrigin> source(FormerZone zone) {
    var basis = zone.record().basedOn();
    return basis
        .snapshot()
        .map(
            id ->
                new SnapshotOrigin(
                    id,
                    basis.revision().orElse(0),
                    Optional.empty(),
                    zone.record().releasedAt().minus(policy.gate().snapshotMaxAge()),
                    Optional.empty(),
                    Optional.empty()));
  }

  private List<GoldenName> golden(UnsignedZone built) {
    return policy.gate().goldenNames().stream()
        .map(text -> golden(Name.parse(text), built))
        .toList();
  }

  private GoldenName golden(Name name, UnsignedZone built) {
    if (built.image().find(name) < 0) {
      return new GoldenName(name, GoldenName.State.MISSING);
    }
    boolean same = former.map(f -> ContentWalk.sameAt(name, f.content(), built)).orElse(true);
    return new GoldenName(name, same ? GoldenName.State.SAME : GoldenName.State.CHANGED);
  }
}
