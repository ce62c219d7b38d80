package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.alert.AlertDesk;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.keys.VaultException;
import org.countersign.policy.Policy;
import org.countersign.run.RunOutcome;
import org.countersign.settings.DurationText;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertKey;
import org.countersign.store.Hold;

/** What about a zone is trouble that somebody must know of. */
final class ZoneAlerts {
  private static final int SHOWN = 3;

  private final AlertDesk desk;
  private final AlertsConfig config;

  ZoneAlerts(AlertDesk desk, AlertsConfig config) {
    this.desk = desk;
    this.config = config;
  }

  /** A run ended. */
  void ran(RunOutcome outcome) {
    Name zone = outcome.origin();
    boolean rejected = outcome.refused() || outcome.kind() == RunOutcome.Kind.REJECTED;
    desk.report(
        AlertKey.of(AlertCondition.RUN_REJECTED, zone),
        rejected ? Optional.of(rejection(outcome)) : Optional.empty());
    desk.end(AlertKey.of(AlertCondition.RUN_FAILED, zone));
    if (outcome.tally().isPresent()) {
      desk.end(AlertKey.of(AlertCondition.VAULT, zone));
    }
  }

  private static String rejection(RunOutcome outcome) {
    List<Finding> refusals = outcome.findings().stream().filter(Finding::refuses).toList();
    String shown =
        refusals.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("; "));
    return outcome.origin()
        + " was refused and stays at "
        + outcome.serial().map(s -> "serial " + s).orElse("no serial")
        + ": "
        + shown
        + (refusals.size() > SHOWN ? " and " + (refusals.size() - SHOWN) + " more" : "");
  }

  /** A run could not be done. */
  void failed(Name zone, Throwable failure) {
    AlertCondition condition =
        failure instanceof VaultException ? AlertCondition.VAULT : AlertCondition.RUN_FAILED;
    desk.raise(AlertKey.of(condition, zone), zone + ": " + Failures.sentence(failure));
  }

  /**
   * How a zone is.
   *
   * @param confirmed when a run last released, or found nothing to release
   * @param served what is wrong with what its servers serve
   */
  void look(ZoneStatus status, Policy policy, Optional<Instant> confirmed, List<String> served) {
    Name zone = status.origin();
    desk.report(AlertKey.of(AlertCondition.SIGNATURE_LIFE, zone), signatureLife(status, policy));
    desk.report(AlertKey.of(AlertCondition.RELEASE_AGE, zone), age(status, confirmed));
    desk.report(
        AlertKey.of(AlertCondition.OBSERVED, zone),
        served.isEmpty() ? Optional.empty() : Optional.of(zone + ": " + String.join("; ", served)));
    desk.report(AlertKey.of(AlertCondition.HOLD_FORGOTTEN, zone), forgotten(status));
  }

  /** Signatures are made anew at signing.refresh: a quarter of it below, they were not. */
  private static Optional<String> signatureLife(ZoneStatus status, Policy policy) {
    Duration early = policy.signing().refresh().multipliedBy(3).dividedBy(4);
    Duration least = policy.gate().minRemaining();
    Duration limit = early.compareTo(least) > 0 ? early : least;
    return status.remaining().entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .filter(lowest -> lowest.getValue().compareTo(limit) < 0)
        .map(
            lowest ->
                status.origin()
                    + ": a signature over "
                    + lowest.getKey()
                    + (lowest.getValue().isNegative()
                        ? " has expired"
                        : " has only " + text(lowest.getValue()) + " left")
                    + "; it should have been made anew at "
                    + text(policy.signing().refresh()));
  }

  private Optional<String> age(ZoneStatus status, Optional<Instant> confirmed) {
    return status
        .release()
        .map(
            release ->
                confirmed.filter(release.releasedAt()::isBefore).orElse(release.releasedAt()))
        .map(good -> Duration.between(good, status.now()))
        .filter(age -> age.compareTo(config.releaseAge()) > 0)
        .map(age -> status.origin() + ": no run has ended well for " + text(age));
  }

  private Optional<String> forgotten(ZoneStatus status) {
    List<Hold> old =
        status.holds().stream()
            .filter(hold -> hold.until().isEmpty())
            .filter(hold -> hold.since().plus(config.holdAge()).isBefore(status.now()))
            .toList();
    return old.isEmpty()
        ? Optional.empty()
        : Optional.of(old.stream().map(HoldsText::sentence).collect(Collectors.joining("; ")));
  }

  private static String text(Duration d) {
    return DurationText.of(Duration.ofSeconds(d.toSeconds()));
  }
}
