package org.countersign.keys.rollover;

import static org.countersign.keys.rollover.KeyRecord.DNSKEY;
import static org.countersign.keys.rollover.KeyRecord.DS;
import static org.countersign.keys.rollover.KeyRecord.KRRSIG;
import static org.countersign.keys.rollover.Presence.HIDDEN;
import static org.countersign.keys.rollover.Presence.OMNIPRESENT;
import static org.countersign.keys.rollover.Presence.RUMOURED;
import static org.countersign.keys.rollover.Presence.UNRETENTIVE;

import java.util.List;
import org.countersign.keys.KeyRole;

/** R1 and R2: every DS in any cache leads to any DNSKEY RRset in any cache. */
final class KeyTrust {
  private KeyTrust() {}

  /** R1: some DS is at the parent, or on its way there. */
  static boolean hasDs(KeySet set) {
    return set.keys().stream().anyMatch(k -> k.presence(DS).published());
  }

  /** Whether no cache holds a DS of the algorithm. */
  static boolean noDs(KeySet set, int algorithm) {
    return set.ofAlgorithm(algorithm).allMatch(k -> k.is(DS, HIDDEN));
  }

  /** R2 for the keys of one algorithm. */
  static boolean holds(KeySet set, int algorithm) {
    List<ManagedKey> keys =
        set.ofAlgorithm(algorithm).filter(k -> k.role() != KeyRole.ZSK).toList();
    return keys.stream().anyMatch(k -> states(k, OMNIPRESENT, OMNIPRESENT, OMNIPRESENT)) // (b)
        || keys.stream().allMatch(KeyTrust::namedIfAlone)
            && pair(set, keys, KeyTrust::keyLeaves, KeyTrust::keyComes) // (d)
        || keys.stream().allMatch(KeyTrust::chainedIfNamed); // (e); (c) is a case of it
  }

  /**
   * What (d) takes for granted: whichever key stands alone in a cached DNSKEY RRset, every cache
   * has its DS. The pair itself says nothing of a third key, in rollovers that overlap.
   */
  private static boolean namedIfAlone(ManagedKey k) {
    return k.is(DS, OMNIPRESENT) || k.is(DNSKEY, HIDDEN) || k.is(DNSKEY, RUMOURED);
  }

  private static boolean keyLeaves(ManagedKey p) {
    return states(p, UNRETENTIVE, UNRETENTIVE, OMNIPRESENT)
        || states(p, OMNIPRESENT, UNRETENTIVE, OMNIPRESENT)
        || states(p, UNRETENTIVE, OMNIPRESENT, OMNIPRESENT);
  }

  private static boolean keyComes(ManagedKey s) {
    return states(s, RUMOURED, RUMOURED, OMNIPRESENT)
        || states(s, OMNIPRESENT, RUMOURED, OMNIPRESENT)
        || states(s, RUMOURED, OMNIPRESENT, OMNIPRESENT);
  }

  private static boolean chainedIfNamed(ManagedKey k) {
    return k.is(DS, HIDDEN) || k.is(DNSKEY, OMNIPRESENT) && k.is(KRRSIG, OMNIPRESENT);
  }

  private static boolean states(ManagedKey k, Presence dnskey, Presence krrsig, Presence ds) {
    return k.is(DNSKEY, dnskey) && k.is(KRRSIG, krrsig) && k.is(DS, ds);
  }

  /** Whether a key and one that takes over from it are in the given states. */
  static boolean pair(
      KeySet set,
      List<ManagedKey> keys,
      java.util.function.Predicate<ManagedKey> predecessor,
      java.util.function.Predicate<ManagedKey> successor) {
    Links links = new Links(set);
    return keys.stream()
        .filter(predecessor)
        .anyMatch(p -> keys.stream().filter(successor).anyMatch(s -> links.follows(p, s)));
  }
}
