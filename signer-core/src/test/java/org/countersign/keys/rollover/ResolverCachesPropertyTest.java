package org.countersign.keys.rollover;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The claim the key manager stands on: for every reachable cache content a valid chain exists at
 * every instant, under thousands of random policies, TTLs, delays, failed releases, early and late
 * DS, lagging servers, overlapping, forced and emergency rolls, with most keys sharing a tag.
 */
class ResolverCachesPropertyTest {
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyReachableCacheHasAChainAtEveryInstant(@ForAll long seed) {
    ModelLife.live(seed, new RolloverMachine(), ModelWorld.byDigest(), true);
  }
}
