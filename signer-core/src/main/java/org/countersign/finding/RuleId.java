package org.countersign.finding;

/** The rules by the id that code, log, metric, fixture and documentation share. */
public enum RuleId {
  SIG_VERIFIES,
  SIG_COMPLETE,
  SIG_WINDOW,
  SIG_FIELDS,
  KEY_SANE,
  KEY_PLAN,
  KEY_CONTINUITY,
  CHAIN_DS,
  DENIAL_CHAIN,
  DENIAL_BITMAP,
  DENIAL_PARAMS,
  APEX_SANE,
  NAMES_SANE,
  GLUE_PRESENT,
  DATA_UNCHANGED,
  DATA_COMPLETE,
  CHURN_LIMIT,
  GOLDEN_NAMES,
  SNAPSHOT_FRESH,
  SERIAL_AHEAD,
  ZONEMD_VERIFIES,
  FILE_WHOLE,
  OUTSIDE_OPINION;

  /**
   * Whether the rule limits how the content may change or how old it may be. Only these can be
   * overridden, by two people for one content; all others say whether the zone is right.
   */
  public boolean isContentLimit() {
    return this == CHURN_LIMIT || this == GOLDEN_NAMES || this == SNAPSHOT_FRESH;
  }

  /** The id as people read it: {@code SIG-VERIFIES}. */
  public String id() {
    return name().replace('_', '-');
  }

  @Override
  public String toString() {
    return id();
  }
}
