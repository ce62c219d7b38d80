package org.countersign.keys.rollover;

import java.time.Duration;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.policy.KeysPolicy;
import org.countersign.policy.Policy;
import org.countersign.policy.TimingPolicy;

/**
 * What a policy says about rollovers. A changed policy takes effect at the next step: nothing of an
 * older one is remembered but what was really served.
 *
 * @param dnskeyTtl TTLkey at least
 * @param maxTtl TTLsig at least
 */
public record RolloverTerms(
    DnssecAlgorithm algorithm,
    Duration dnskeyTtl,
    Duration maxTtl,
    KeysPolicy keys,
    TimingPolicy timing) {
  public static RolloverTerms of(Policy policy) {
    return new RolloverTerms(
        policy.signing().algorithm(),
        policy.ttl().dnskey(),
        policy.ttl().max(),
        policy.keys(),
        policy.timing());
  }

  boolean doubleDs() {
    return keys.ksk().rollover() == KeysPolicy.KskRollover.DOUBLE_DS;
  }
}
