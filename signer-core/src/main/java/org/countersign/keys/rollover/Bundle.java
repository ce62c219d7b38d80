package org.countersign.keys.rollover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Moves that belong into one release, all into the same state: a KSK's DNSKEY with its signatures,
 * and an algorithm's records as a whole when its first key comes or its last one goes (RFC 4035
 * section 2.2).
 */
public record Bundle(List<Move> moves) {
  public Bundle {
    moves = List.copyOf(moves);
  }

  public Presence to() {
    return moves.get(0).to();
  }

  /** What must move together with a record of a key. */
  static Bundle of(KeySet set, ManagedKey key, KeyRecord record, Presence to) {
    if (record == KeyRecord.DS || !to.isChange()) {
      return single(key, record, to);
    }
    boolean comes = to == Presence.RUMOURED;
    if (comes && algorithmOpens(set, key.algorithm())) {
      return all(set, key.algorithm(), to, k -> k.goal() == Goal.OMNIPRESENT);
    }
    if (!comes && algorithmCloses(set, key.algorithm())) {
      return all(set, key.algorithm(), to, k -> true);
    }
    if (record == KeyRecord.ZRRSIG) {
      return single(key, record, to);
    }
    List<Move> moves = new ArrayList<>();
    add(moves, key, KeyRecord.DNSKEY, to);
    if (key.role().signsKeys()) {
      add(moves, key, KeyRecord.KRRSIG, to);
    }
    return new Bundle(moves);
  }

  /** Whether the next release would be the first with a key of the algorithm. */
  static boolean algorithmOpens(KeySet set, int algorithm) {
    return set.ofAlgorithm(algorithm).noneMatch(k -> k.presence(KeyRecord.DNSKEY).published());
  }

  /** Whether all that is left of the algorithm is to go, and no DS asks for it any more. */
  static boolean algorithmCloses(KeySet set, int algorithm) {
    return set.ofAlgorithm(algorithm)
        .allMatch(k -> k.goal() == Goal.HIDDEN && k.is(KeyRecord.DS, Presence.HIDDEN));
  }

  private static Bundle single(ManagedKey key, KeyRecord record, Presence to) {
    return new Bundle(List.of(new Move(key.id(), record, key.presence(record), to)));
  }

  private static Bundle all(KeySet set, int algorithm, Presence to, Predicate<ManagedKey> which) {
    List<Move> moves = new ArrayList<>();
    set.ofAlgorithm(algorithm)
        .filter(which)
        .forEach(
            k -> {
              add(moves, k, KeyRecord.DNSKEY, to);
              if (k.role().signsKeys()) {
                add(moves, k, KeyRecord.KRRSIG, to);
              }
              if (k.role().signsZone() && (to != Presence.RUMOURED || Targets.active(set, k))) {
                add(moves, k, KeyRecord.ZRRSIG, to);
              }
            });
    return new Bundle(moves);
  }

  private static void add(List<Move> moves, ManagedKey key, KeyRecord record, Presence to) {
    Presence from = key.presence(record);
    if (from.published() == (to == Presence.UNRETENTIVE)) {
      moves.add(new Move(key.id(), record, from, to));
    }
  }
}
