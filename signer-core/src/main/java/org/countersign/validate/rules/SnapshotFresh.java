package org.countersign.validate.rules;

import java.time.Duration;
import org.countersign.finding.RuleId;
import org.countersign.validate.GateLimits;
import org.countersign.validate.Rule;
import org.countersign.validate.SnapshotFacts;

/**
 * SNAPSHOT-FRESH: the data is young enough, read from a database that is not too far behind, in the
 * schema this software knows.
 */
public final class SnapshotFresh extends Rule {
  public SnapshotFresh() {
    super(RuleId.SNAPSHOT_FRESH);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    zone.request().snapshot().ifPresent(this::judge);
  }

  private void judge(SnapshotFacts facts) {
    GateLimits limits = zone.limits();
    Duration age = Duration.between(facts.takenAt(), zone.request().at());
    if (age.compareTo(limits.snapshotMaxAge()) > 0) {
      report(
          refusal(
              "the registry's data was read "
                  + age
                  + " ago, "
                  + limits.snapshotMaxAge()
                  + " is the most: read it again"));
    }
    facts
        .replicaLag()
        .filter(lag -> lag.compareTo(limits.replicaMaxLag()) > 0)
        .ifPresent(
            lag ->
                report(
                    refusal(
                        "the database read is "
                            + lag
                            + " behind its primary, "
                            + limits.replicaMaxLag()
                            + " is the most: wait for it or read the primary")));
    facts
        .expectedSchemaVersion()
        .filter(wanted -> !wanted.equals(facts.schemaVersion()))
        .ifPresent(
            wanted ->
                report(
                    refusal(
                        "the registry's schema has version "
                            + facts.schemaVersion()
                            + ", version "
                            + wanted
                            + " is needed: run migrate")));
  }
}
