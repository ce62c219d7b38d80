package org.countersign.registry;

import java.util.function.Consumer;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;

/** DATA-COMPLETE: as many rows arrived as a separate query counted, and there are some. */
final class DataComplete implements IntakeRule {
  @Override
  public RuleId id() {
    return RuleId.DATA_COMPLETE;
  }

  @Override
  public void judge(IntakeCase intake, Consumer<Finding> report) {
    RegistryCounts pulled = intake.snapshot().read();
    RegistryCounts counted = intake.snapshot().counted();
    compare("delegations", pulled.delegations(), counted.delegations(), report);
    compare("DS records", pulled.dsRecords(), counted.dsRecords(), report);
    compare("glue records", pulled.glueRecords(), counted.glueRecords(), report);
    if (pulled.delegations() == 0) {
      report.accept(
          Finding.refuse(
              id(),
              "the registry has no delegation at all; a zone without any is taken for a database"
                  + " that lost its data: look at the view countersign_delegation"));
    }
  }

  private void compare(String what, long pulled, long counted, Consumer<Finding> report) {
    if (pulled != counted) {
      report.accept(
          Finding.refuse(
              id(),
              pulled
                  + " "
                  + what
                  + " arrived, but the database counts "
                  + counted
                  + " in the same snapshot: the reading ended early or the views disagree; pull"
                  + " again"));
    }
  }
}
