package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * What one record is, since when, and by what evidence.
 *
 * @param since when this was decided; no wait is counted from it
 * @param evidence the first released serial that carried it; empty while none did, and for a DS
 */
public record RecordState(Presence presence, Instant since, Optional<Serial> evidence) {
  static RecordState of(Presence presence, Instant since) {
    return new RecordState(presence, since, Optional.empty());
  }
}
