package org.countersign.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Presence;

/**
 * A change of a zone's keys, to be stored as a whole or not at all.
 *
 * @param moves in order; what leads from {@code before} to {@code after}
 * @param arrival how keys that are new came, for the audit trail: {@code key generate} or {@code
 *     key import}
 * @param why for the audit trail
 */
public record KeyEdit(
    KeySet before, KeySet after, List<Move> moves, String arrival, String why, Instant at) {
  public KeyEdit {
    moves = List.copyOf(moves);
    if (!before.origin().equals(after.origin())) {
      throw new IllegalArgumentException(
          "keys of " + before.origin() + " cannot become keys of " + after.origin());
    }
  }

  /** A change in which each record moves once at most. */
  public static KeyEdit of(KeySet before, KeySet after, String why, Instant at) {
    List<Move> moves = new ArrayList<>();
    for (ManagedKey key : before.keys()) {
      ManagedKey now = after.key(key.id());
      for (KeyRecord record : KeyRecord.of(key.role())) {
        Presence from = key.presence(record);
        if (from != now.presence(record)) {
          moves.add(new Move(key.id(), record, from, now.presence(record)));
        }
      }
    }
    return new KeyEdit(before, after, moves, "key generate", why, at);
  }

  public KeyEdit arrivingBy(String action) {
    return new KeyEdit(before, after, moves, action, why, at);
  }

  boolean changesNothing() {
    return before.equals(after) && moves.isEmpty();
  }
}
