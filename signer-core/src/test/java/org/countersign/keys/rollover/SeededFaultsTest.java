package org.countersign.keys.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.countersign.dns.Dnskey;
import org.countersign.dns.KeyTag;
import org.countersign.keys.observe.DsNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model of resolver caches can fail: each known way to get rollovers wrong is caught by it. */
class SeededFaultsTest {
  private static final int LIVES = 3000;

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

  @ParameterizedTest
  @EnumSource
  void aFaultyMachineIsCaught(Fault fault) {
    caught(fault.machine(), ModelWorld.byDigest());
  }

  @Test
  void lookingKeysUpByTagIsCaught() {
    caught(new RolloverMachine(), new ByTag());
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
