package org.countersign.keys.rollover;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where each record is to end. A key's goal is that of its records, but for the signatures of a
 * standby: of the keys that are to stay and may sign the zone, those that sign go on, and else the
 * oldest begins; the others are published and wait.
 */
final class Targets {
  private Targets() {}

  static Goal of(KeySet set, ManagedKey key, KeyRecord record) {
    if (key.goal() == Goal.HIDDEN) {
      return Goal.HIDDEN;
    }
    return record == KeyRecord.ZRRSIG && !active(set, key) ? Goal.HIDDEN : Goal.OMNIPRESENT;
  }

  /** Whether the key, to stay, signs the zone or is the next to. */
  static boolean active(KeySet set, ManagedKey key) {
    List<ManagedKey> staying = staying(set, key.algorithm()).toList();
    boolean somebodySigns =
        staying.stream().anyMatch(k -> k.presence(KeyRecord.ZRRSIG).published());
    return somebodySigns
        ? staying.contains(key) && key.presence(KeyRecord.ZRRSIG).published()
        : !staying.isEmpty() && staying.get(0).id().equals(key.id());
  }

  /** The key that signs the zone and stays, or will. */
  static Optional<ManagedKey> activeZoneSigner(KeySet set, int algorithm) {
    return staying(set, algorithm).filter(k -> active(set, k)).findFirst();
  }

  private static Stream<ManagedKey> staying(KeySet set, int algorithm) {
    return set.ofAlgorithm(algorithm)
        .filter(k -> k.goal() == Goal.OMNIPRESENT && k.role().signsZone());
  }
}
