package org.countersign.sign;

import java.util.List;
import org.countersign.dns.RrsetView;
import org.countersign.zone.OwnerKind;
import org.countersign.zone.UnsignedZone;

/**
 * What a signed zone will hold besides signatures: the data, the apex with its keys and new serial,
 * and the denial chain.
 *
 * @param apex every RRset of the apex but its denial record, by ascending type
 * @param denied whether there is a denial chain at all; a zone without keys has none
 * @param chain null where NSEC denies, or nothing does
 */
record ZoneLayout(
    UnsignedZone zone,
    List<RrsetView> apex,
    boolean denied,
    Nsec3Chain chain,
    int denialTtl,
    int originLabels) {

  ZoneLayout(UnsignedZone zone, List<RrsetView> apex, Nsec3Chain chain) {
    this(zone, NameWalk.byType(apex), true, chain, zone.denialTtl(), zone.origin().labels());
  }

  /** A zone that is published without DNSSEC. */
  static ZoneLayout insecure(UnsignedZone zone, List<RrsetView> apex) {
    return new ZoneLayout(
        zone, NameWalk.byType(apex), false, null, zone.denialTtl(), zone.origin().labels());
  }

  ZoneLayout withApex(List<RrsetView> changed) {
    return new ZoneLayout(zone, NameWalk.byType(changed), denied, chain, denialTtl, originLabels);
  }

  /** The owner that the NSEC record of {@code owner} names as next (RFC 4034 section 4.1.1). */
  int nextInChain(int owner) {
    int next = owner + 1;
    while (next < zone.image().owners() && zone.kindOf(next) == OwnerKind.OCCLUDED) {
      next++;
    }
    return next < zone.image().owners() ? next : 0;
  }
}
