package org.countersign.run;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.Consent;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.Presence;

/** What an operator says by choosing a way out of an emergency. */
final class EmergencyWord {
  private EmergencyWord() {}

  /** That another ZSK signs from now on: no hold and no missing approval is in the way of that. */
  static Consent swapOfSigners(KeySet keys) {
    Set<Approval> approvals =
        keys.keys().stream()
            .filter(key -> key.role().signsZone())
            .flatMap(
                key ->
                    Stream.of(Presence.RUMOURED, Presence.UNRETENTIVE)
                        .map(to -> new Approval(key.id(), KeyRecord.ZRRSIG, to)))
            .collect(Collectors.toSet());
    return new Consent(Optional.empty(), approvals);
  }
}
