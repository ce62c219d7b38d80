package org.countersign.keys.observe;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a change was seen everywhere it must be seen.
 *
 * @param since when the last server was first seen with it (T0); empty if one was not yet
 * @param missing what is still waited for, in words; empty once it was seen
 */
public record Sighting(Optional<Instant> since, String missing) {
  static Sighting at(Instant since) {
    return new Sighting(Optional.of(since), "");
  }

  static Sighting missing(String what) {
    return new Sighting(Optional.empty(), what);
  }
}
