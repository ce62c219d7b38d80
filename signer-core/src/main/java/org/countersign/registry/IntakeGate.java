package org.countersign.registry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.countersign.finding.ContentOverride;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;

/**
 * The only road from a registry's data to a zone: compares a snapshot with what the database counts
 * and with the last accepted content. It fails closed: a rule that throws refuses.
 */
public final class IntakeGate {
  private static final List<IntakeRule> RULES =
      List.of(new SnapshotFresh(), new DataComplete(), new ChurnLimit(), new GoldenNames());

  private final Set<RuleId> switchedOff;

  public IntakeGate() {
    this(EnumSet.noneOf(RuleId.class));
  }

  private IntakeGate(Set<RuleId> switchedOff) {
    this.switchedOff = switchedOff;
  }

  /** A gate without one rule: tests show with it what the rule is for; no command offers it. */
  static IntakeGate without(RuleId rule) {
    return new IntakeGate(EnumSet.of(rule));
  }

  /** The verdict, with everything that was found. */
  public IntakeVerdict judge(IntakeCase intake) {
    List<Finding> findings = new ArrayList<>();
    for (IntakeRule rule : RULES) {
      if (!switchedOff.contains(rule.id())) {
        ask(rule, intake, findings);
      }
    }
    return verdict(intake, findings);
  }

  /**
   * The same where two people have decided about a content.
   *
   * @param dataDigest digest of the zone that the snapshot makes
   */
  public IntakeVerdict judge(IntakeCase intake, ContentOverride override, String dataDigest) {
    return verdict(intake, override.applied(judge(intake).findings(), dataDigest));
  }

  private static IntakeVerdict verdict(IntakeCase intake, List<Finding> findings) {
    return findings.stream().anyMatch(Finding::refuses)
        ? new Refused(findings)
        : new AcceptedSnapshot(intake.snapshot(), findings);
  }

  private static void ask(IntakeRule rule, IntakeCase intake, List<Finding> findings) {
    try {
      rule.judge(intake, findings::add);
    } catch (RuntimeException e) {
      findings.add(
          Finding.refuse(rule.id(), "the check could not be made, which is a refusal: " + e));
    }
  }
}
