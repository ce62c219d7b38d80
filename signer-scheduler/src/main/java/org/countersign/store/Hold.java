package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;

/**
 * Something an operator has stopped.
 *
 * @param until when it ends by itself; empty: when somebody resumes it
 * @param resumedAt empty while nobody has
 */
public record Hold(
    Name zone,
    HoldScope scope,
    String owner,
    String reason,
    Instant since,
    Optional<Instant> until,
    Optional<Instant> resumedAt,
    Optional<String> resumedBy) {
  public boolean holdsAt(Instant now) {
    return resumedAt.isEmpty() && until.map(now::isBefore).orElse(true);
  }
}
