package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.alert.AlertDesk;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.Outcome;
import org.countersign.run.KeyReport;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertKey;
import org.countersign.store.DueWorkStore;
import org.countersign.store.WorkKind;

/**
 * Looks whether a zone's keys may move, and asks for the run that moves them: moves are made in
 * runs only, under the zone's lease, together with the release that shows them.
 */
final class RolloverWatch {
  private final Installation installation;
  private final DueWorkStore due;
  private final AlertDesk desk;

  RolloverWatch(Installation installation, DueWorkStore due, AlertDesk desk) {
    this.installation = installation;
    this.due = due;
    this.desk = desk;
  }

  void look(Name zone, Instant now) {
    KeyReport report = new ManagedZones(installation).keyManager(zone).explain(now);
    if (!report.step().moves().isEmpty() || !report.due().isEmpty()) {
      due.want(zone, WorkKind.RUN, "rollover");
    }
    List<String> blocked =
        report.step().decisions().stream()
            .filter(decision -> decision.outcome() instanceof Outcome.Blocked)
            .map(
                decision ->
                    decision.record()
                        + " of key "
                        + decision.key()
                        + ": "
                        + ((Outcome.Blocked) decision.outcome()).why())
            .toList();
    desk.report(
        AlertKey.of(AlertCondition.ROLLOVER, zone),
        blocked.isEmpty()
            ? Optional.empty()
            : Optional.of(zone + ": " + String.join("; ", blocked)));
  }
}
