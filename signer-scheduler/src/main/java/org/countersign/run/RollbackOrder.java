package org.countersign.run;

import java.util.List;
import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * What an operator asks of a rollback.
 *
 * @param to the release to go back to; empty: the last good one
 * @param keepData whether today's data stay, and only the keys go back
 * @param seen serials that somebody has seen at secondaries that nobody asks
 * @param restoreNames whether names put on hold or deleted since come back
 * @param restoreDs whether DS RRsets that are others now come back
 * @param signAnew whether only content is taken back, and all of it signed by today's keys
 * @param throughHold whether the release goes out although publish is on hold
 * @param dryRun whether nothing is changed
 */
public record RollbackOrder(
    Optional<Serial> to,
    boolean keepData,
    String reason,
    List<Serial> seen,
    boolean restoreNames,
    boolean restoreDs,
    boolean signAnew,
    boolean throughHold,
    boolean dryRun) {
  public RollbackOrder {
    seen = List.copyOf(seen);
  }

  /** Whether the registry need not be asked what has changed since. */
  boolean restoresAll() {
    return restoreNames && restoreDs;
  }
}
