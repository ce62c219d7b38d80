package org.countersign.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.policy.Policy;
import org.countersign.registry.AcceptedSnapshot;
import org.countersign.registry.RegistryCounts;
import org.countersign.sign.ArtefactWriter;
import org.countersign.sign.SignedCandidate;
import org.countersign.validate.ExpectedCounts;
import org.countersign.validate.GateLimits;
import org.countersign.validate.GateRequest;
import org.countersign.validate.Seal;
import org.countersign.validate.SnapshotFacts;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneCounts;

/** A candidate with all that the gate compares it with. */
record JudgedCandidate(
    SignedCandidate candidate,
    ArtefactWriter.Written written,
    Intake.Content content,
    UnsignedZone unsigned,
    KeyTurn keys,
    Optional<FormerZone> former,
    List<Serial> serials,
    OutsideView outside,
    Optional<ContentOverride> override) {

  GateRequest request(RunTools tools, Policy policy, Instant now) {
    GateRequest.Builder request =
        GateRequest.builder(candidate.artefact(), now, GateLimits.full(policy))
            .origin(candidate.origin())
            .threads(tools.threads(policy))
            .plan(keys.plan())
            .unsigned(keys.insecure())
            .surrendered(keys.surrendered())
            .dataDigest(candidate.dataSha256())
            .serials(serials)
            .seal(new Seal(written.length(), written.sha256()))
            .outside(OutsideCommand.of(policy));
    outside.into(request);
    override.ifPresent(request::override);
    former.ifPresent(f -> request.baseline(f.released().artefact()));
    content
        .accepted()
        .map(AcceptedSnapshot::snapshot)
        .ifPresent(
            snapshot -> {
              request.counts(expected(snapshot.counted(), snapshot.read()));
              request.snapshot(
                  new SnapshotFacts(
                      snapshot.origin().takenAt(),
                      snapshot.origin().replicaLag(),
                      snapshot.origin().schemaVersion().orElse(""),
                      tools.registrySchema()));
            });
    return request.build();
  }

  /**
   * What the database counts, and what building put in (the policy's apex may delegate too) or left
   * out (addresses that are no glue).
   */
  private ExpectedCounts expected(RegistryCounts counted, RegistryCounts read) {
    ZoneCounts built = unsigned.counts();
    return new ExpectedCounts(
        counted.delegations() + built.delegations() - read.delegations(),
        counted.dsRecords() + built.dsRecords() - read.dsRecords(),
        counted.glueRecords() + built.glueRecords() - read.glueRecords());
  }
}
