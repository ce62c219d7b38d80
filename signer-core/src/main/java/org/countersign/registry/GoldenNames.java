package org.countersign.registry;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;

/** GOLDEN-NAMES: the names the operator lists are there, with the data they had. */
final class GoldenNames implements IntakeRule {
  @Override
  public RuleId id() {
    return RuleId.GOLDEN_NAMES;
  }

  @Override
  public void judge(IntakeCase intake, Consumer<Finding> report) {
    Map<Name, GoldenName.State> seen =
        intake.golden().stream()
            .collect(Collectors.toMap(GoldenName::name, GoldenName::state, (a, b) -> a));
    for (String text : intake.policy().goldenNames()) {
      GoldenName.State state = seen.get(Name.parse(text));
      if (state == null) {
        refuse(report, text, "was not looked for; a check that did not run is a refusal");
      } else if (state == GoldenName.State.MISSING) {
        refuse(report, text, "is missing; look at the registry's data, or take it off the list");
      } else if (state == GoldenName.State.CHANGED) {
        refuse(
            report,
            text,
            "has other data than in the last accepted content; if that is meant, take it off the"
                + " list for one run");
      }
    }
  }

  private void refuse(Consumer<Finding> report, String name, String what) {
    report.accept(Finding.refuse(id(), "the golden name " + name + " " + what).at(name));
  }
}
