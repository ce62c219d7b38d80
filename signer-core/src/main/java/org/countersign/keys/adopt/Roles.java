package org.countersign.keys.adopt;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.keys.KeyRole;

/**
 * The roles of keys that nobody wrote down: a key with the SEP flag is a KSK and one without a ZSK,
 * except where the algorithm has only one kind in the DNSKEY RRset: then each key does both, so
 * that every algorithm published signs the whole zone (RFC 4035 section 2.2).
 */
final class Roles {
  private final List<Dnskey> published;

  /**
   * @param published the keys that are in the DNSKEY RRset
   */
  Roles(List<Dnskey> published) {
    this.published = published.stream().filter(k -> !k.isRevoked()).toList();
  }

  KeyRole of(FoundKey key) {
    if (key.dnskey().isRevoked()) {
      return KeyRole.KSK; // RFC 5011 section 2.1: it signs the DNSKEY RRset, and nothing else
    }
    return key.role().orElseGet(() -> byFlags(key.dnskey()));
  }

  private KeyRole byFlags(Dnskey key) {
    boolean othersDoTheRest =
        published.stream()
            .filter(k -> k.algorithm() == key.algorithm())
            .anyMatch(k -> k.isEntryPoint() != key.isEntryPoint());
    boolean aloneOfItsKind = published.contains(key) && !othersDoTheRest;
    if (aloneOfItsKind) {
      return KeyRole.CSK;
    }
    return key.isEntryPoint() ? KeyRole.KSK : KeyRole.ZSK;
  }
}
