package org.countersign.sign;

import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.zone.OwnerKind;
import org.countersign.zone.UnsignedZone;

/** The TTLs of a signed zone that rollovers of its keys wait for (RFC 7583 section 3.1). */
final class SignedTtls {
  private SignedTtls() {}

  /** TTL of the DNSKEY RRset in seconds; 0 where there is none. */
  static long dnskey(ZoneLayout layout) {
    return layout.apex().stream()
        .filter(set -> set.type == RecordType.DNSKEY)
        .mapToLong(set -> Integer.toUnsignedLong(set.ttl))
        .max()
        .orElse(0);
  }

  /** The highest of any RRset that is signed where there are keys, in seconds. */
  static long max(ZoneLayout layout) {
    long max = Integer.toUnsignedLong(layout.denialTtl());
    for (RrsetView set : layout.apex()) {
      max = Math.max(max, Integer.toUnsignedLong(set.ttl));
    }
    UnsignedZone zone = layout.zone();
    RrsetView view = new RrsetView();
    for (int owner = 1; owner < zone.image().owners(); owner++) {
      OwnerKind kind = zone.kindOf(owner);
      for (int set = zone.image().firstSet(owner); set < zone.image().endSet(owner); set++) {
        if (NameWalk.signed(kind, zone.image().type(set))) {
          zone.image().view(set, view);
          max = Math.max(max, Integer.toUnsignedLong(view.ttl));
        }
      }
    }
    return max;
  }
}
