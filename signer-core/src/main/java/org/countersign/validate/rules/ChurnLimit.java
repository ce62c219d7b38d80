package org.countersign.validate.rules;

import org.countersign.finding.RuleId;
import org.countersign.policy.GatePolicy;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * CHURN-LIMIT: no more appeared, vanished or changed since the former release than the policy
 * allows, by kind of data, in share and in number.
 */
public final class ChurnLimit extends Rule {
  private Former former;

  public ChurnLimit() {
    super(RuleId.CHURN_LIMIT);
  }

  @Override
  protected boolean walks() {
    return former != null;
  }

  @Override
  protected void begin(OwnerNode apex) {
    former = Former.of(zone);
  }

  @Override
  protected void owner(OwnerNode node) {
    if (former != null) {
      former.owner(zone, node);
    }
  }

  @Override
  protected void end() {
    if (former == null) {
      return;
    }
    former.end();
    GatePolicy.Churn churn = zone.limits().churn();
    for (Kind kind : Kind.values()) {
      GatePolicy.Limit limit =
          switch (kind) {
            case DELEGATIONS -> churn.delegations();
            case DS -> churn.ds();
            case GLUE -> churn.glue();
            case OTHER -> churn.other();
          };
      Former.Change change = former.change(kind);
      judge(kind, "were added", change.added, limit.addedPercent(), limit, change);
      judge(kind, "were removed", change.removed, limit.removedPercent(), limit, change);
      judge(kind, "were changed", change.changed, limit.changedPercent(), limit, change);
    }
  }

  private void judge(
      Kind kind,
      String what,
      long count,
      double percent,
      GatePolicy.Limit limit,
      Former.Change change) {
    boolean share = count > limit.floor() && count * 100.0 > percent * change.before;
    if (share || count > limit.max()) {
      report(
          refusal(
              count
                  + " of "
                  + change.before
                  + " "
                  + kind.text
                  + " "
                  + what
                  + " since the former release, "
                  + (share
                      ? percent + " percent (or " + limit.floor() + ")"
                      : Long.toString(limit.max()))
                  + " are allowed; for example: "
                  + String.join(", ", change.examples)));
    }
  }
}
