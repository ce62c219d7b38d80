package org.countersign.keys.rollover;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.countersign.keys.KeyId;

/**
 * Who follows whom, by key id and never by tag. An indirect follower counts where each key between
 * is in the follower's own states, so that rollovers may overlap.
 */
final class Links {
  private final KeySet set;

  Links(KeySet set) {
    this.set = set;
  }

  /** Whether {@code follower} takes over from {@code first}, directly or by keys like itself. */
  boolean follows(ManagedKey first, ManagedKey follower) {
    Deque<ManagedKey> open = new ArrayDeque<>();
    Set<KeyId> visited = new HashSet<>();
    open.add(follower);
    while (!open.isEmpty()) {
      ManagedKey key = open.remove();
      if (key.predecessors().contains(first.id())) {
        return true;
      }
      for (KeyId id : key.predecessors()) {
        if (visited.add(id)) {
          set.find(id).filter(k -> sameStates(k, follower)).ifPresent(open::add);
        }
      }
    }
    return false;
  }

  /** Whether the key takes over from another, or another from it. */
  boolean linked(ManagedKey key) {
    return !key.predecessors().isEmpty()
        || set.keys().stream().anyMatch(k -> k.predecessors().contains(key.id()));
  }

  private static boolean sameStates(ManagedKey a, ManagedKey b) {
    for (KeyRecord record : KeyRecord.values()) {
      if (a.presence(record) != b.presence(record)) {
        return false;
      }
    }
    return true;
  }
}
