package org.countersign.registry;

import java.util.function.Consumer;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;

/** One condition on a snapshot; it reports, the intake gate decides. */
interface IntakeRule {
  RuleId id();

  void judge(IntakeCase intake, Consumer<Finding> report);
}
