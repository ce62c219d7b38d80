package org.countersign.keys.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.keys.rollover.Zone.T0;
import static org.countersign.keys.rollover.Zone.states;

import java.time.Duration;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.junit.jupiter.api.Test;

/** What involves the parent: KSK, algorithm, going insecure; each step from a key set that old. */
class KskRolloverTest {
  private static final Duration PUBLISHED = Duration.ofMinutes(2 * 60 + 60 + 30);
  private static final Duration SWAPPED = Duration.ofMinutes(4 * 60 + 20 + 15);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Zone zone = new Zone();

  @Test
  void successorSignsTheKeySetFromItsFirstRelease() {
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId old = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    KeyId next = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "HHH", old);
    RolloverStep step = zone.step(Duration.ZERO);
    assertThat(states(step, next)).isEqualTo("RRH");
    assertThat(step.plan().keySetSigners()).hasSize(2);
    assertThat(step.plan().cds()).isEmpty();
  }

  @Test
  void theParentIsAskedToSwapOnceEveryCacheHasTheSuccessor() {
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId old = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    KeyId next = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "RRH", old);
    zone.servedSince(T0);
    assertThat(states(zone.step(PUBLISHED.minus(SECOND)), next)).isEqualTo("RRH");
    RolloverStep step = zone.step(PUBLISHED);
    assertThat(states(step, next)).isEqualTo("OOR");
    assertThat(states(step, old)).isEqualTo("OOU");
    Dnskey named = step.after().key(next).dnskey();
    assertThat(step.plan().cds()).containsExactly(named.ds(zone.keys.origin(), 2));
    assertThat(step.plan().cdnskey()).containsExactly(named.rdata());
  }

  @Test
  void predecessorStaysUntilTheSwapWasSeenAndHasSettled() {
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId old = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOU");
    KeyId next = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "OOR", old);
    assertThat(states(zone.step(Duration.ofDays(90)), old)).isEqualTo("OOU");
    zone.parentNames(T0, next);
    assertThat(states(zone.step(SWAPPED.minus(SECOND)), old)).isEqualTo("OOU");
    RolloverStep step = zone.step(SWAPPED);
    assertThat(states(step, old)).isEqualTo("UUH");
    assertThat(states(step, next)).isEqualTo("OOO");
  }

  @Test
  void aParentThatNeverHadTheDsIsNoProofThatItHasGone() {
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "OOO");
    KeyId replaced = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOU");
    zone.parentNames(T0);
    assertThat(states(zone.step(Duration.ofDays(9)), replaced)).isEqualTo("OOU");
  }

  @Test
  void withDoubleDsTheDsComesFirstAndTheKeysSwapInOneRelease() {
    Zone doubleDs = new Zone("keys: {ksk: {rollover: double-ds}}");
    doubleDs.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId old = doubleDs.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    KeyId next = doubleDs.key(KeyRole.KSK, Goal.OMNIPRESENT, "HHH", old);
    RolloverStep first = doubleDs.step(Duration.ZERO);
    assertThat(states(first, next)).isEqualTo("HHR");
    assertThat(first.plan().cds()).as("a CDS cannot name an unpublished key").isEmpty();
    doubleDs.keys = first.after();
    doubleDs.parentNames(T0, old, next);
    RolloverStep swap = doubleDs.step(SWAPPED);
    assertThat(states(swap, next)).isEqualTo("RRO");
    assertThat(states(swap, old)).isEqualTo("UUO");
  }

  @Test
  void aNewAlgorithmComesWithItsSignaturesAndBeforeItsDs() {
    zone.key(KeyRole.ZSK, DnssecAlgorithm.RSASHA256, Goal.HIDDEN, "OO");
    KeyId oldKsk = zone.key(KeyRole.KSK, DnssecAlgorithm.RSASHA256, Goal.HIDDEN, "OOO");
    KeyId ksk = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "HHH", oldKsk);
    assertThat(states(zone.step(Duration.ZERO), ksk)).as("no ZSK of it yet").isEqualTo("HHH");
    KeyId zsk = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "HH");
    RolloverStep step = zone.step(Duration.ZERO);
    assertThat(states(step, ksk)).isEqualTo("RRH");
    assertThat(states(step, zsk)).isEqualTo("RR");
    assertThat(states(step, oldKsk)).isEqualTo("OOO");
  }

  @Test
  void anOldAlgorithmGoesAsAWholeOnceItsDsIsGone() {
    KeyId oldZsk = zone.key(KeyRole.ZSK, DnssecAlgorithm.RSASHA256, Goal.HIDDEN, "OO");
    KeyId oldKsk = zone.key(KeyRole.KSK, DnssecAlgorithm.RSASHA256, Goal.HIDDEN, "OOU");
    KeyId ksk = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "OOR", oldKsk);
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO", oldZsk);
    zone.parentNames(T0, ksk);
    assertThat(states(zone.step(SWAPPED.minus(SECOND)), oldZsk)).isEqualTo("OO");
    RolloverStep step = zone.step(SWAPPED);
    assertThat(states(step, oldZsk)).isEqualTo("UU");
    assertThat(states(step, oldKsk)).isEqualTo("UUH");
  }

  @Test
  void aZoneGoesInsecureOnlyIfThePolicySaysSoToo() {
    KeyId zsk = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId ksk = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    RolloverStep step = zone.step(Duration.ofDays(9));
    assertThat(states(step, ksk)).isEqualTo("OOO");
    assertThat(states(step, zsk)).isEqualTo("OO");
    assertThat(step.outcome(ksk, KeyRecord.DS))
        .isInstanceOfSatisfying(
            Outcome.Blocked.class, b -> assertThat(b.rule()).isEqualTo(SafetyRule.R1));
  }

  @Test
  void goingInsecureAsksForTheDsToBeDeletedAndKeepsTheKeysUntilItIs() {
    Zone leaving = new Zone("keys: {insecure: true}");
    KeyId zsk = leaving.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId ksk = leaving.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    leaving.parentNames(T0.minusSeconds(1), ksk);
    RolloverStep step = leaving.step(Duration.ZERO);
    assertThat(states(step, ksk)).isEqualTo("OOU");
    assertThat(step.plan().cds()).containsExactly(new byte[] {0, 0, 0, 0, 0});
    assertThat(step.plan().cdnskey()).containsExactly(new byte[] {0, 0, 3, 0, 0});
    leaving.keys = step.after();
    leaving.parentNames(T0);
    RolloverStep gone = leaving.step(SWAPPED);
    assertThat(states(gone, ksk)).isEqualTo("UUH");
    assertThat(states(gone, zsk)).isEqualTo("UU");
    assertThat(gone.plan().keys()).isEmpty();
  }

  @Test
  void aCombinedKeyTakesOverFromKskAndZskAtOnce() {
    KeyId zsk = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId ksk = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    KeyId csk = zone.key(KeyRole.CSK, Goal.OMNIPRESENT, "RHRH", zsk, ksk);
    zone.servedSince(T0);
    RolloverStep step = zone.step(PUBLISHED);
    assertThat(states(step, csk)).isEqualTo("OROR");
    assertThat(states(step, zsk)).isEqualTo("OU");
    assertThat(states(step, ksk)).isEqualTo("OOU");
  }
}
