package org.countersign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RolloverStep;
import org.countersign.policy.Policy;
import org.countersign.settings.DurationText;

/** What one run does with its zone's keys: begins and moves what is due, and plans the release. */
final class ZoneKeys {
  private final KeyChanges changes;
  private final Policy policy;

  ZoneKeys(KeyChanges changes, Policy policy) {
    this.changes = changes;
    this.policy = policy;
  }

  /**
   * @param lowestLife what is left of the first signature in service to expire
   */
  KeyTurn turn(Instant now, Optional<Duration> lowestLife) {
    List<Finding> findings = new ArrayList<>();
    Optional<String> frozen = lowestLife.flatMap(this::tooShort);
    frozen.ifPresent(why -> findings.add(Finding.warn(RuleId.SIG_WINDOW, why)));
    RolloverStep step =
        changes.advance(
            now,
            frozen,
            why ->
                findings.add(
                    Finding.warn(RuleId.KEY_PLAN, "a rollover that is due did not begin: " + why)));
    boolean insecure = step.plan().keys().isEmpty() && mayBeUnsigned(step.after());
    if (step.plan().keys().isEmpty() && !insecure) {
      findings.add(noKeys(step.after()));
    }
    return new KeyTurn(step.plan(), insecure, changes.surrendered(), findings);
  }

  private Optional<String> tooShort(Duration life) {
    Duration least = policy.gate().minRemaining();
    return life.compareTo(least) >= 0
        ? Optional.empty()
        : Optional.of(
            "a signature in service expires in "
                + DurationText.of(Duration.ofMinutes(life.toMinutes()))
                + ", less than gate.minRemaining "
                + DurationText.of(least)
                + ": no key is published or withdrawn before the zone has been signed anew");
  }

  /** No key's DS is at the parent or in a cache, and the policy wants the zone unsigned. */
  private boolean mayBeUnsigned(KeySet keys) {
    return policy.keys().insecure()
        && keys.keys().stream().allMatch(k -> k.is(KeyRecord.DS, Presence.HIDDEN));
  }

  private Finding noKeys(KeySet keys) {
    return Finding.refuse(
            RuleId.KEY_PLAN,
            "no key of "
                + keys.origin()
                + " is to be published, so that the zone would go out unsigned; that takes"
                + " keys.insecure in its policy, and every DS gone from the parent and from the"
                + " caches")
        .at(keys.origin().toString(), RecordType.DNSKEY);
  }
}
