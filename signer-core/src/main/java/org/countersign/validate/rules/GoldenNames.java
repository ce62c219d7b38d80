package org.countersign.validate.rules;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.dns.Name;
import org.countersign.finding.RuleId;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;
import org.countersign.validate.ZoneContext;

/**
 * GOLDEN-NAMES: the names the operator lists are in the zone, with the same data as in the former
 * release where one is given.
 */
public final class GoldenNames extends Rule {
  private final Set<String> missing = new TreeSet<>();
  private Former former;

  public GoldenNames() {
    super(RuleId.GOLDEN_NAMES);
  }

  /** The listed names in canonical presentation format. */
  static Set<String> names(ZoneContext zone) {
    Set<String> names = new LinkedHashSet<>();
    zone.limits().goldenNames().forEach(n -> names.add(Name.parse(n).toString()));
    return names;
  }

  @Override
  protected void begin(OwnerNode apex) {
    missing.addAll(names(zone));
    former = Former.of(zone);
  }

  @Override
  protected void owner(OwnerNode node) {
    if (former != null) {
      former.owner(zone, node);
    }
    if (!missing.isEmpty() && !node.isHashOwnerOnly()) {
      missing.remove(node.name());
    }
  }

  @Override
  protected void end() {
    for (String name : missing) {
      report(refusal("a golden name is not in the zone").at(name));
    }
    if (former != null) {
      former.end();
      for (String name : new TreeSet<>(former.goldenChanged())) {
        if (!missing.contains(name)) {
          report(refusal("the data of a golden name is not the former release's").at(name));
        }
      }
    }
  }
}
