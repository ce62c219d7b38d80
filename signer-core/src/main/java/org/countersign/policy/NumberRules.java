package org.countersign.policy;

import java.time.Duration;
import java.util.Map;
import org.countersign.settings.DurationText;
import org.countersign.settings.RecordTree;

/** Each number for itself. */
final class NumberRules {
  private static final int MOST_THREADS = 1024;
  private static final int MOST_STANDBY = 16;

  private NumberRules() {}

  static void durationsAreNotNegative(LintContext c) {
    RecordTree.leaves(c.policy())
        .forEach(
            (path, value) -> {
              if (value instanceof Duration d && d.isNegative()) {
                c.error(path, path + " " + d + " is negative; a duration is 0 or longer");
              }
            });
    if (c.policy().gate().outsideOpinionTimeout().isZero()) {
      // no time to answer is a no to every candidate
      c.error(
          "gate.outsideOpinionTimeout",
          "gate.outsideOpinionTimeout 0 gives outside verifiers no time; give them some, such as"
              + " 10m");
    }
    for (Map.Entry<String, Duration> age :
        Map.of(
                "gate.snapshotMaxAge", c.policy().gate().snapshotMaxAge(),
                "ttl.max", c.policy().ttl().max())
            .entrySet()) {
      if (age.getValue().isZero()) {
        c.error(
            age.getKey(),
            age.getKey() + " " + DurationText.of(age.getValue()) + " lets nothing pass");
      }
    }
  }

  static void countsAreInRange(LintContext c) {
    range(c, "signing.threads", c.policy().signing().threads(), MOST_THREADS);
    range(c, "keys.zsk.standby", c.policy().keys().zsk().standby(), MOST_STANDBY);
    range(c, "gate.minRsaBits", c.policy().gate().minRsaBits(), 4096);
    RecordTree.leaves(c.policy().gate().churn())
        .forEach(
            (path, value) -> {
              if (value instanceof Long count && count < 0) {
                c.error(
                    "gate.churn." + path,
                    "gate.churn." + path + " " + count + " is negative; a count is 0 or more");
              }
            });
  }

  private static void range(LintContext c, String path, int value, int most) {
    if (value < 0 || value > most) {
      c.error(path, path + " " + value + " is out of range: 0 to " + most);
    }
  }

  /** What vanishes or changes is a part of what was there; what appears may be more than that. */
  static void sharesArePercentages(LintContext c) {
    RecordTree.leaves(c.policy().gate().churn())
        .forEach(
            (path, value) -> {
              boolean part = !path.endsWith("addedPercent");
              if (value instanceof Double share && (!(share >= 0) || part && share > 100)) {
                c.error(
                    "gate.churn." + path,
                    "gate.churn."
                        + path
                        + " "
                        + share
                        + " is no percentage: "
                        + (part ? "0 to 100" : "0 or more"));
              }
            });
  }
}
