package org.countersign.keys.rollover;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The claim the key manager stands on: for every reachable cache content a valid chain exists at
 * every instant, under thousands of random policies, TTLs, delays, failed releases, early and late
 * DS, lagging servers, overlapping, forced and emergency rolls, with most keys sharing a tag.
 * jqwik's default of 1000 lives; more with {@code -Djqwik.tries.default=20000}.
 */
class ResolverCachesPropertyTest {
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyReachableCacheHasAChainAtEveryInstant(@ForAll long seed) {
    ModelLife.live(seed, new RolloverMachine(), ModelWorld.byDigest(), true);
  }
}
