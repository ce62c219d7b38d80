package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ServedTtls;

/** Known ways to get the state machine wrong. */
enum Fault {
  TIMERS_FROM_INTENTION {
    @Override
    RolloverMachine machine() {
      return new RolloverMachine(
          new Decider(new Wanted(), new Safe(), new Due(), new FromIntention(), new Approved()));
    }
  },
  SMALLEST_TTL {
    @Override
    RolloverMachine machine() {
      return new RolloverMachine(
          new Decider(new Wanted(), new Safe(), new Due(), new Seen(), new Approved()) {
            @Override
            ServedTtls ttls(Observations observations, Instant now) {
              return new SmallestTtl(observations, now);
            }
          });
    }
  },
  REMOVAL_BEFORE_EVIDENCE {
    @Override
    RolloverMachine machine() {
      return new RolloverMachine(
          new Decider(new Wanted(), new BeforeEvidence(), new Due(), new Seen(), new Approved()));
    }
  };

  abstract RolloverMachine machine();

  /** .nl 2012: the wait began with the decision, while nothing was published. */
  private static final class FromIntention extends Seen {
    @Override
    Answer of(Evidence evidence, KeySet set, ManagedKey key, KeyRecord record) {
      return new Answer(Optional.of(key.records().get(record).since()), "");
    }
  }

  /** .nz 2023: the TTL that counted was not the one that caches had. */
  private static final class SmallestTtl extends ServedTtls {
    SmallestTtl(Observations seen, Instant now) {
      super(seen, now);
    }

    @Override
    protected Duration pick(Duration a, Duration b) {
      return a.compareTo(b) <= 0 ? a : b;
    }
  }

  /** APNIC 2012: what was published counted as what everybody has. */
  private static final class BeforeEvidence extends Safe {
    @Override
    boolean holds(SafetyRule rule, KeySet set, RolloverTerms terms, int algorithm) {
      KeySet assumed = set;
      for (ManagedKey key : set.keys()) {
        for (KeyRecord record : KeyRecord.of(key.role())) {
          if (key.is(record, Presence.RUMOURED)) {
            assumed =
                assumed.change(
                    key.id(), k -> k.moved(record, Presence.OMNIPRESENT, key.createdAt()));
          }
        }
      }
      return super.holds(rule, assumed, terms, algorithm);
    }
  }
}
