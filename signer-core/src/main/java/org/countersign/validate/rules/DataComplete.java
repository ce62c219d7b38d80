package org.countersign.validate.rules;

import org.countersign.finding.RuleId;
import org.countersign.validate.Rule;
import org.countersign.validate.ZoneCounts;

/**
 * DATA-COMPLETE: the zone has as many delegations, DS records and glue records as the registry
 * counts by a separate query.
 */
public final class DataComplete extends Rule {
  public DataComplete() {
    super(RuleId.DATA_COMPLETE);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    zone.request()
        .counts()
        .ifPresent(
            wanted -> {
              ZoneCounts found = zone.counts();
              compare("delegations", found.delegations(), wanted.delegations());
              compare("DS records", found.dsRecords(), wanted.dsRecords());
              compare("glue records", found.glueRecords(), wanted.glueRecords());
            });
  }

  private void compare(String what, long found, long wanted) {
    if (found != wanted) {
      report(refusal("the zone has " + found + " " + what + ", the registry counts " + wanted));
    }
  }
}
