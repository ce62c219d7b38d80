package org.countersign.keys.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.KeyTag;
import org.countersign.keys.observe.DsNames;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ServedTtls;
import org.junit.jupiter.api.Test;

/** The model of resolver caches can fail: each known way to get rollovers wrong is caught by it. */
class SeededFaultsTest {
  private static final int LIVES = 3000;

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

  /** .ru 2024: of two keys with one tag the other was meant. */
  private static final class ByTag extends DsNames {
    ByTag() {
      super(ModelWorld.origin());
    }

    @Override
    protected boolean names(byte[] ds, Dnskey key) {
      return new KeyTag((ds[0] & 0xff) << 8 | ds[1] & 0xff).equals(key.tag());
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

  @Test
  void timersFromIntentionAreCaught() {
    Decider faulty =
        new Decider(new Wanted(), new Safe(), new Due(), new FromIntention(), new Approved());
    caught(new RolloverMachine(faulty), ModelWorld.byDigest());
  }

  @Test
  void countingTheSmallestTtlIsCaught() {
    Decider faulty =
        new Decider(new Wanted(), new Safe(), new Due(), new Seen(), new Approved()) {
          @Override
          ServedTtls ttls(Observations observations, Instant now) {
            return new SmallestTtl(observations, now);
          }
        };
    caught(new RolloverMachine(faulty), ModelWorld.byDigest());
  }

  @Test
  void lookingKeysUpByTagIsCaught() {
    caught(new RolloverMachine(), new ByTag());
  }

  @Test
  void removalBeforeEvidenceIsCaught() {
    Decider faulty =
        new Decider(new Wanted(), new BeforeEvidence(), new Due(), new Seen(), new Approved());
    caught(new RolloverMachine(faulty), ModelWorld.byDigest());
  }

  private static void caught(RolloverMachine machine, DsNames names) {
    for (long seed = 0; seed < LIVES; seed++) {
      try {
        ModelLife.live(seed * 0x9E37_79B9_7F4A_7C15L, machine, names, false);
      } catch (ModelWorld.BrokenChain e) {
        assertThat(e).hasMessageContaining("DS {");
        return;
      }
    }
    fail("the model lived %d lives with a faulty state machine and saw nothing", LIVES);
  }
}
