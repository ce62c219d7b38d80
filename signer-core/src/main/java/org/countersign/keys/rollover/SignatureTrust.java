package org.countersign.keys.rollover;

import static org.countersign.keys.rollover.KeyRecord.DNSKEY;
import static org.countersign.keys.rollover.KeyRecord.KRRSIG;
import static org.countersign.keys.rollover.KeyRecord.ZRRSIG;
import static org.countersign.keys.rollover.Presence.HIDDEN;
import static org.countersign.keys.rollover.Presence.OMNIPRESENT;
import static org.countersign.keys.rollover.Presence.RUMOURED;
import static org.countersign.keys.rollover.Presence.UNRETENTIVE;

import java.util.List;

/** R3 and R4: any RRset in any cache has a signature by a key of any DNSKEY RRset in any cache. */
final class SignatureTrust {
  private SignatureTrust() {}

  /** R3 for the keys of one algorithm. */
  static boolean holds(KeySet set, int algorithm) {
    if (KeyTrust.noDs(set, algorithm)) {
      return true; // nobody relies on them
    }
    List<ManagedKey> keys = set.ofAlgorithm(algorithm).toList();
    List<ManagedKey> zone = keys.stream().filter(k -> k.role().signsZone()).toList();
    return zone.stream().anyMatch(k -> states(k, OMNIPRESENT, OMNIPRESENT)) // (f)
        || zone.stream().allMatch(SignatureTrust::signsIfAlone)
            && KeyTrust.pair(
                set,
                zone,
                p -> states(p, UNRETENTIVE, OMNIPRESENT),
                s -> states(s, RUMOURED, OMNIPRESENT)) // (g)
        || KeyTrust.pair(
            set,
            zone,
            p -> states(p, OMNIPRESENT, UNRETENTIVE),
            s -> states(s, OMNIPRESENT, RUMOURED)) // (h)
        || keys.stream().allMatch(k -> hiddenOrSigned(k, zone)); // (i)
  }

  /** What (g) takes for granted, as (d) does. */
  private static boolean signsIfAlone(ManagedKey k) {
    return k.is(ZRRSIG, OMNIPRESENT) || k.is(DNSKEY, HIDDEN) || k.is(DNSKEY, RUMOURED);
  }

  private static boolean hiddenOrSigned(ManagedKey key, List<ManagedKey> zone) {
    return key.is(DNSKEY, HIDDEN)
        || zone.stream().anyMatch(z -> states(z, key.presence(DNSKEY), OMNIPRESENT));
  }

  private static boolean states(ManagedKey k, Presence dnskey, Presence zrrsig) {
    return k.is(DNSKEY, dnskey) && k.is(ZRRSIG, zrrsig);
  }

  /** R4: what is released next is complete in every algorithm it publishes. */
  static boolean complete(KeySet set) {
    return set.keys().stream()
        .filter(k -> k.presence(DNSKEY).published())
        .mapToInt(ManagedKey::algorithm)
        .distinct()
        .allMatch(a -> signs(set, a, ZRRSIG) && signs(set, a, KRRSIG));
  }

  private static boolean signs(KeySet set, int algorithm, KeyRecord record) {
    return set.ofAlgorithm(algorithm)
        .anyMatch(k -> k.presence(DNSKEY).published() && k.presence(record).published());
  }
}
