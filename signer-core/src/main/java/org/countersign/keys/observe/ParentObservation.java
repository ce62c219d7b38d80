package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.countersign.keys.KeyId;

/**
 * What one of the parent's servers answered, asked for the zone's DS RRset. One row an answer: what
 * a server said between two answers nobody knows.
 *
 * @param server as {@code gate.parent.servers} names it
 * @param ttl of the DS RRset; zero where there was none
 * @param named the keys of ours that the DS RRset names, as {@link DsNames} tells
 * @param strangers how many of its records name no key of ours
 */
public record ParentObservation(
    String server, Duration ttl, Set<KeyId> named, int strangers, Instant at) {
  public ParentObservation {
    named = Set.copyOf(named);
  }

  /** Whether there is a DS RRset and no record of it names a key of ours. */
  public boolean namesStrangersOnly() {
    return named.isEmpty() && strangers > 0;
  }
}
