package org.countersign.keys.adopt;

import java.time.Duration;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.policy.TimingPolicy;

/** How long a record must have been as it is before every cache knows it so (RFC 7583). */
record Waits(RolloverTerms terms, Duration servedTtl) {
  Duration of(KeyRecord record) {
    TimingPolicy t = terms.timing();
    return switch (record) {
      case DNSKEY, KRRSIG ->
          longer(servedTtl, terms.dnskeyTtl())
              .plus(t.zonePropagationDelay())
              .plus(t.publishSafety());
      case ZRRSIG ->
          terms.maxTtl().plus(t.zonePropagationDelay()).plus(t.signDelay()).plus(t.retireSafety());
      case DS -> t.parentDsTtl().plus(t.parentPropagationDelay()).plus(t.retireSafety());
    };
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
