package org.countersign.store;

import java.util.Optional;
import org.countersign.dns.Name;

/**
 * What tells one trouble from another: as long as one is open, its key raises no second alert.
 *
 * @param subject what else it is about: a node, a channel, a hold's scope; empty for nothing
 */
public record AlertKey(AlertCondition condition, Optional<Name> zone, String subject) {
  public static AlertKey of(AlertCondition condition, Name zone) {
    return new AlertKey(condition, Optional.of(zone), "");
  }

  public static AlertKey of(AlertCondition condition, Name zone, String subject) {
    return new AlertKey(condition, Optional.of(zone), subject);
  }

  public static AlertKey of(AlertCondition condition, String subject) {
    return new AlertKey(condition, Optional.empty(), subject);
  }

  String text() {
    return condition.id() + "/" + zone.map(Name::toString).orElse("") + "/" + subject;
  }
}
