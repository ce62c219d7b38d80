package org.countersign.keys.rollover;

import java.util.Optional;
import java.util.Set;

/**
 * What operators have said.
 *
 * @param held why rollovers of the zone are held, if they are
 */
public record Consent(Optional<String> held, Set<Approval> approvals) {
  public Consent {
    approvals = Set.copyOf(approvals);
  }

  /** Nobody holds or has approved anything. */
  public static Consent none() {
    return new Consent(Optional.empty(), Set.of());
  }

  public static Consent held(String reason) {
    return new Consent(Optional.of(reason), Set.of());
  }
}
