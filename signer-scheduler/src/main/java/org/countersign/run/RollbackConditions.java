package org.countersign.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.policy.DenialPolicy;
import org.countersign.policy.Policy;
import org.countersign.release.ReleasedKey;
import org.countersign.settings.DurationText;

/**
 * What must hold for a former release's signatures and keys to serve again; the gate judges the
 * candidate in full all the same.
 */
final class RollbackConditions {
  private static final int[] DIGESTS = {1, 2, 4};

  private final Policy policy;
  private final SigningPlan plan;
  private final Instant now;

  RollbackConditions(Policy policy, SigningPlan plan, Instant now) {
    this.policy = policy;
    this.plan = plan;
    this.now = now;
  }

  /** Of a release whose signatures are to be used again. */
  List<Finding> reuse(FormerZone target) {
    List<Finding> found = new ArrayList<>();
    algorithms(target).ifPresent(found::add);
    denial(target).ifPresent(found::add);
    life(target).ifPresent(found::add);
    return found;
  }

  private Optional<Finding> algorithms(FormerZone target) {
    Set<Integer> then =
        target.record().keys().stream()
            .filter(ReleasedKey::published)
            .map(ReleasedKey::algorithm)
            .collect(Collectors.toSet());
    Set<Integer> today =
        plan.published().stream().map(Dnskey::algorithm).collect(Collectors.toSet());
    return then.equals(today)
        ? Optional.empty()
        : Optional.of(
            Finding.refuse(
                RuleId.KEY_PLAN,
                "serial "
                    + target.record().serial()
                    + " has keys of algorithm "
                    + then
                    + ", the zone has "
                    + today
                    + " now: --sign-anew takes back the content only"));
  }

  private Optional<Finding> denial(FormerZone target) {
    String then = target.denial();
    DenialPolicy denial = policy.denial();
    String today =
        denial.nsec3()
            ? FormerZone.nsec3(denial.iterations(), denial.saltOctets())
            : FormerZone.NSEC;
    return then.equals(today)
        ? Optional.empty()
        : Optional.of(
            Finding.refuse(
                RuleId.DENIAL_PARAMS,
                "serial "
                    + target.record().serial()
                    + " denies by "
                    + then
                    + ", the policy says "
                    + today
                    + ": --sign-anew takes back the content only"));
  }

  private Optional<Finding> life(FormerZone target) {
    return target
        .lowestLife(now)
        .filter(left -> left.compareTo(policy.signing().refresh()) <= 0)
        .map(
            left ->
                Finding.warn(
                    RuleId.SIG_WINDOW,
                    "the first signature of serial "
                        + target.record().serial()
                        + (left.isNegative()
                            ? " has expired"
                            : " expires in "
                                + DurationText.of(java.time.Duration.ofMinutes(left.toMinutes())))
                        + "; those with no more than signing.refresh "
                        + DurationText.of(policy.signing().refresh())
                        + " left, which is above SOA expire and TTL, are made anew"));
  }

  /** Keys that cannot sign again. */
  List<Finding> keys(List<String> obstacles, Severity severity, Name origin) {
    String what =
        severity == Severity.REFUSE
            ? "the former keys cannot sign again: "
            : "the former keys cannot sign again, today's sign everything anew: ";
    return obstacles.stream()
        .map(
            o ->
                Finding.of(RuleId.KEY_CONTINUITY, severity, what + o)
                    .at(origin.toString(), RecordType.DNSKEY))
        .toList();
  }

  /** The DS RRsets that the parent's servers gave. */
  List<Finding> ds(Name origin, OutsideView outside) {
    return outside.parent().stream()
        .flatMap(view -> view.answers().stream())
        .filter(answer -> !answer.ds().isEmpty() && !matches(origin, answer))
        .map(
            answer ->
                Finding.refuse(
                        RuleId.CHAIN_DS,
                        "no DS at the parent's "
                            + answer.server()
                            + " names a key that would sign the DNSKEY RRset: every validator"
                            + " would see the zone as bogus")
                    .at(origin.toString(), RecordType.DNSKEY))
        .toList();
  }

  private boolean matches(Name origin, ParentAnswer answer) {
    return plan.keySetSigners().stream()
        .map(PlannedKey::dnskey)
        .anyMatch(
            key ->
                Arrays.stream(DIGESTS)
                    .mapToObj(type -> key.ds(origin, type))
                    .anyMatch(ds -> answer.ds().stream().anyMatch(d -> Arrays.equals(d, ds))));
  }
}
