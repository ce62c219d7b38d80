package org.countersign.keys;

import java.util.BitSet;
import java.util.Collection;
import org.countersign.dns.Dnskey;
import org.countersign.dns.KeyTag;
import org.countersign.policy.TagRange;

/**
 * The tags a new key of a zone may have: within a range, and unlike that of every key the zone ever
 * had, whatever its algorithm, as published and as revoked (RFC 5011 section 3): two keys with one
 * tag cost .ru a day in 2024.
 */
public final class KeyTagPolicy {
  private final BitSet taken = new BitSet(1 << 16);
  private final TagRange range;

  /**
   * @param everKnown every key the zone ever had, retired and destroyed ones included
   */
  public KeyTagPolicy(Collection<Dnskey> everKnown, TagRange range) {
    this.range = range;
    for (Dnskey key : everKnown) {
      taken.set(key.tag().value());
      taken.set(toggled(key).value());
    }
  }

  public boolean allows(Dnskey candidate) {
    return range.contains(candidate.tag())
        && !taken.get(candidate.tag().value())
        && !taken.get(candidate.revoked().tag().value());
  }

  /** Tags in the range that no known key has. */
  public int free() {
    return range.size() - taken.get(range.from(), range.to() + 1).cardinality();
  }

  public TagRange range() {
    return range;
  }

  /** The key's tag with the REVOKE bit the other way. */
  private static KeyTag toggled(Dnskey key) {
    return new Dnskey(key.flags() ^ Dnskey.REVOKE, key.protocol(), key.algorithm(), key.publicKey())
        .tag();
  }
}
