package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import org.countersign.keys.observe.ServedTtls;
import org.countersign.policy.TimingPolicy;

/**
 * The third question: when has every cache forgotten what was before? What is published or
 * withdrawn happens at once; what is known of it follows by RFC 7583 section 3, from the moment it
 * was seen.
 */
class Due {
  /**
   * When the move is due.
   *
   * @param from T0: when the last server was seen with the record as it is now
   */
  Instant at(KeySet set, RolloverTerms terms, ServedTtls ttls, Move move, Instant from) {
    TimingPolicy t = terms.timing();
    ManagedKey key = set.key(move.key());
    Instant change = key.records().get(move.record()).since();
    boolean linked = new Links(set).linked(key);
    boolean comes = move.to() == Presence.OMNIPRESENT;
    Duration wait =
        switch (move.record()) {
          case DNSKEY, KRRSIG ->
              ttls.dnskey(change, terms.dnskeyTtl())
                  .plus(t.zonePropagationDelay())
                  .plus(comes ? t.publishSafety() : Duration.ZERO);
          case ZRRSIG ->
              ttls.signed(change, terms.maxTtl())
                  .plus(t.zonePropagationDelay())
                  .plus(linked ? t.signDelay().plus(t.retireSafety()) : Duration.ZERO);
          case DS ->
              ttls.ds(change, t.parentDsTtl())
                  .plus(t.parentPropagationDelay())
                  .plus(linked ? t.retireSafety() : Duration.ZERO);
        };
    return from.plus(wait);
  }
}
