package org.countersign.operate;

import org.countersign.policy.Policy;
import org.countersign.sign.SignedZone;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneCounts;

/** How much work a stage will be, near enough to say how long it still takes. */
final class Expected {
  private Expected() {}

  /** One for each denial record and one for each DS RRset; what the apex has does not matter. */
  static long signatures(UnsignedZone zone, Policy policy) {
    ZoneCounts counts = zone.counts();
    boolean optOut = policy.denial().nsec3() && policy.denial().optOut();
    long denial = optOut ? counts.secureDelegations() : counts.delegations();
    return denial + counts.secureDelegations();
  }

  /** Those that were there, the signatures, and the denial records these cover. */
  static long records(SignedZone zone) {
    long signatures = zone.tally().made() + zone.tally().reused();
    return zone.counts().records() + 2 * signatures - zone.counts().secureDelegations();
  }
}
