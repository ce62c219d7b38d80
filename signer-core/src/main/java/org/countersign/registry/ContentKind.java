package org.countersign.registry;

import org.countersign.policy.GatePolicy;

/** What the RRsets of a zone are counted by. */
public enum ContentKind {
  DELEGATIONS("delegations", "delegations (NS RRsets at a cut)"),
  DS("ds", "DS RRsets"),
  GLUE("glue", "glue RRsets"),
  OTHER("other", "other RRsets");

  private final String field;
  private final String words;

  ContentKind(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** The name in the policy, below {@code gate.churn}. */
  public String field() {
    return field;
  }

  String words() {
    return words;
  }

  GatePolicy.Limit limit(GatePolicy.Churn churn) {
    return switch (this) {
      case DELEGATIONS -> churn.delegations();
      case DS -> churn.ds();
      case GLUE -> churn.glue();
      case OTHER -> churn.other();
    };
  }
}
