package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Sighting;

/**
 * The fourth question: since when is the record seen as it is now (T0)? A record that no release
 * has carried, or that a server has not been seen with, has no clock.
 */
class Seen {
  /** Since when, or what is missing. */
  record Answer(Optional<Instant> since, String missing) {}

  Answer of(Evidence evidence, KeySet set, ManagedKey key, KeyRecord record) {
    RecordState state = key.records().get(record);
    boolean comes = state.presence() == Presence.RUMOURED;
    if (record == KeyRecord.DS) {
      return answer(evidence.ds(key.id(), comes, set.followers(key.id()), state.since()));
    }
    return state
        .evidence()
        .map(serial -> answer(evidence.release(serial)))
        .orElseGet(() -> new Answer(Optional.empty(), "a release that carries the change"));
  }

  private static Answer answer(Sighting sighting) {
    return new Answer(sighting.since(), sighting.missing());
  }
}
