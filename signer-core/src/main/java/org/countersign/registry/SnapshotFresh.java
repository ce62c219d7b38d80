package org.countersign.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.settings.DurationText;

/** SNAPSHOT-FRESH: the data are of now, from a database that is not behind, of the known schema. */
final class SnapshotFresh implements IntakeRule {
  /** Beyond this, one of two clocks is wrong and ages mean nothing. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  @Override
  public RuleId id() {
    return RuleId.SNAPSHOT_FRESH;
  }

  @Override
  public void judge(IntakeCase intake, Consumer<Finding> report) {
    SnapshotOrigin source = intake.snapshot().origin();
    age(source.takenAt(), intake, report);
    source
        .replicaLag()
        .filter(lag -> lag.compareTo(intake.policy().replicaMaxLag()) > 0)
        .ifPresent(
            lag ->
                refuse(
                    report,
                    "the registry's replica is "
                        + text(lag)
                        + " behind its primary; gate.replicaMaxLag allows "
                        + text(intake.policy().replicaMaxLag())
                        + ": read from the primary or wait until the replica has caught up"));
    intake
        .expectedSchema()
        .filter(expected -> !source.schemaVersion().equals(intake.expectedSchema()))
        .ifPresent(
            expected ->
                refuse(
                    report,
                    "the registry's schema is at version "
                        + source.schemaVersion().orElse("(none)")
                        + "; needed is "
                        + expected
                        + ": run migrate, or upgrade this software"));
    intake.former().ifPresent(former -> order(source, former, report));
  }

  private static void age(Instant takenAt, IntakeCase intake, Consumer<Finding> report) {
    Duration age = Duration.between(takenAt, intake.now());
    if (age.compareTo(intake.policy().snapshotMaxAge()) > 0) {
      refuse(
          report,
          "the snapshot is "
              + text(age)
              + " old, taken at "
              + takenAt
              + "; gate.snapshotMaxAge allows "
              + text(intake.policy().snapshotMaxAge())
              + ": pull again");
    } else if (age.negated().compareTo(CLOCKS) > 0) {
      refuse(
          report,
          "the snapshot was taken at "
              + takenAt
              + ", which is "
              + text(age.negated())
              + " in the future: the database's clock and this machine's differ; set them right");
    }
  }

  /** Going back means a stale replica or a restored backup (.com/.net 1997). */
  private static void order(
      SnapshotOrigin source, SnapshotOrigin former, Consumer<Finding> report) {
    if (source.revision() < former.revision()) {
      refuse(
          report,
          "the registry's revision went back from "
              + former.revision()
              + " to "
              + source.revision()
              + ": a stale replica or a restored backup; find out which, and restore what is"
              + " missing");
    }
    if (source.takenAt().isBefore(former.takenAt())) {
      refuse(
          report,
          "the snapshot was taken at "
              + source.takenAt()
              + ", before the last accepted one at "
              + former.takenAt()
              + ": pull again");
    }
  }

  private static void refuse(Consumer<Finding> report, String message) {
    report.accept(Finding.refuse(RuleId.SNAPSHOT_FRESH, message));
  }

  private static String text(Duration duration) {
    return DurationText.of(Duration.ofSeconds(duration.toSeconds()));
  }
}
