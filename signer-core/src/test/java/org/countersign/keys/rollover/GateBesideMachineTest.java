package org.countersign.keys.rollover;

import static org.assertj.core.api.Assertions.fail;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * KEY-CONTINUITY and the state machine come to their answers by different routes: the one from
 * releases and sightings, the other from states. In random lives the gate refuses nothing that the
 * machine does, and refuses what a machine with seeded faults does to ZSKs.
 */
class GateBesideMachineTest {
  private static final int LIVES = 3000;

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theGateRefusesNothingThatTheMachineDoes(@ForAll long seed) {
    ModelLife.liveBesideTheGate(seed, new RolloverMachine());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = "REMOVAL_BEFORE_EVIDENCE") // that fault moves DS, which other checks see
  void theGateRefusesWhatAFaultyMachineDoes(Fault fault) {
    for (long seed = 0; seed < LIVES; seed++) {
      try {
        ModelLife.liveBesideTheGate(seed * 0x9E37_79B9_7F4A_7C15L, fault.machine());
      } catch (ModelWorld.BrokenChain e) {
        if (e.getMessage().contains("the gate refuses")) {
          return;
        }
      }
    }
    fail("the gate let %d lives of a faulty state machine pass", LIVES);
  }
}
