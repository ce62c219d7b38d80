package org.countersign.registry;

import java.util.Locale;
import java.util.function.Consumer;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.policy.GatePolicy;
import org.countersign.registry.ContentDifference.Change;
import org.countersign.registry.ContentDifference.Tally;

/** CHURN-LIMIT: no more changed than changes on a day (.se 2009). */
final class ChurnLimit implements IntakeRule {
  @Override
  public RuleId id() {
    return RuleId.CHURN_LIMIT;
  }

  @Override
  public void judge(IntakeCase intake, Consumer<Finding> report) {
    intake
        .difference()
        .ifPresent(
            difference -> {
              for (ContentKind kind : ContentKind.values()) {
                for (Change change : Change.values()) {
                  one(kind, change, difference, intake.policy().churn(), report);
                }
              }
            });
  }

  private void one(
      ContentKind kind,
      Change change,
      ContentDifference difference,
      GatePolicy.Churn churn,
      Consumer<Finding> report) {
    GatePolicy.Limit limit = kind.limit(churn);
    Tally tally = difference.tally(kind, change);
    long former = difference.former().of(kind);
    double allowed = allowedPercent(limit, change);
    // what grows from nothing has no share; the floor lets the first few in
    boolean share =
        tally.count() > limit.floor() && (former == 0 || 100.0 * tally.count() / former > allowed);
    if (tally.count() > limit.max() || share) {
      report.accept(
          Finding.refuse(id(), sentence(kind, change, tally, former, limit.max(), allowed, share)));
    }
  }

  private static String sentence(
      ContentKind kind,
      Change change,
      Tally tally,
      long former,
      long max,
      double allowed,
      boolean share) {
    String word = change.name().toLowerCase(Locale.ROOT);
    String field = "gate.churn." + kind.field();
    String needed =
        share
            ? field + "." + word + "Percent allows " + plain(allowed) + " %"
            : field + ".max allows " + max;
    return tally.count()
        + " "
        + kind.words()
        + " "
        + word
        + ", formerly there were "
        + former
        + (former == 0 ? "" : " (" + plain(100.0 * tally.count() / former) + " %)")
        + ", such as "
        + String.join(", ", tally.examples())
        + "; "
        + needed
        + ": look at the registry's data, or raise the limit for this one change";
  }

  private static double allowedPercent(GatePolicy.Limit limit, Change change) {
    return switch (change) {
      case ADDED -> limit.addedPercent();
      case REMOVED -> limit.removedPercent();
      case CHANGED -> limit.changedPercent();
    };
  }

  private static String plain(double percent) {
    return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f" : "%.2f", percent);
  }
}
