package org.countersign.keys.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.keys.rollover.Zone.T0;
import static org.countersign.keys.rollover.Zone.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.observe.ReleaseFact;
import org.junit.jupiter.api.Test;

/** ZSK rollover by pre-publication, each step from a key set already that old. */
class ZskRolloverTest {
  private static final Duration PUBLISHED = Duration.ofMinutes(2 * 60 + 60 + 30);
  private static final Duration RETIRED = Duration.ofMinutes(24 * 60 + 60 + 15);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Zone zone = new Zone();
  private final KeyId ksk = zone.key(KeyRole.KSK, Goal.OMNIPRESENT, "OOO");

  @Test
  void successorIsPublishedAtOnceAndDoesNotSign() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "HH", old);
    RolloverStep step = zone.step(Duration.ZERO);
    assertThat(states(step, next)).isEqualTo("RH");
    assertThat(states(step, old)).isEqualTo("OO");
    assertThat(step.plan().published()).hasSize(3);
    assertThat(step.plan().zoneSigners()).extracting(PlannedKey::id).containsExactly(old);
  }

  @Test
  void successorSignsOnlyAfterEveryCacheCanKnowItsKey() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "RH", old);
    zone.servedSince(T0);
    RolloverStep early = zone.step(PUBLISHED.minus(SECOND));
    assertThat(states(early, next)).isEqualTo("RH");
    assertThat(early.outcome(next, KeyRecord.DNSKEY))
        .isInstanceOfSatisfying(
            Outcome.WaitUntil.class, w -> assertThat(w.at()).isEqualTo(T0.plus(PUBLISHED)));
    RolloverStep swap = zone.step(PUBLISHED);
    assertThat(states(swap, next)).isEqualTo("OR");
    assertThat(states(swap, old)).isEqualTo("OU");
    assertThat(swap.plan().zoneSigners()).extracting(PlannedKey::id).containsExactly(next);
  }

  @Test
  void predecessorLeavesOnceItsSignaturesHaveLeftEveryCache() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OU");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OR", old);
    zone.servedSince(T0);
    assertThat(states(zone.step(RETIRED.minus(SECOND)), old)).isEqualTo("OU");
    RolloverStep step = zone.step(RETIRED);
    assertThat(states(step, old)).isEqualTo("UH");
    assertThat(states(step, next)).isEqualTo("OO");
  }

  @Test
  void noClockRunsWhileAServerWasNotSeenWithTheRelease() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "RH", old);
    RolloverStep step = zone.step(Duration.ofDays(300));
    assertThat(states(step, next)).isEqualTo("RH");
    assertThat(step.outcome(next, KeyRecord.DNSKEY))
        .isInstanceOfSatisfying(
            Outcome.WaitFor.class, w -> assertThat(w.evidence()).contains("192.0.2.1", "7"));
  }

  @Test
  void aTtlThatWasServedLengthensTheWaitWhateverThePolicySaysNow() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "RH", old);
    zone.releases.set(
        0, new ReleaseFact(Zone.SERIAL, T0, Duration.ofDays(10), zone.terms.maxTtl()));
    zone.servedSince(T0);
    assertThat(states(zone.step(Duration.ofDays(9)), next)).isEqualTo("RH");
    assertThat(states(zone.step(Duration.ofDays(11)), next)).isEqualTo("OR");
  }

  @Test
  void aHoldKeepsWhatIsPublishedAsItIs() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "RH", old);
    zone.servedSince(T0);
    RolloverStep step = zone.step(PUBLISHED, Consent.held("election day"));
    assertThat(states(step, next)).isEqualTo("OH");
    assertThat(step.outcome(next, KeyRecord.ZRRSIG))
        .isInstanceOfSatisfying(
            Outcome.WaitFor.class, w -> assertThat(w.evidence()).contains("election day"));
  }

  @Test
  void withManualApprovalsASwapWaitsForAnOperator() {
    Zone manual = new Zone("keys: {approvals: manual}");
    manual.key(KeyRole.KSK, Goal.OMNIPRESENT, "OOO");
    KeyId old = manual.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = manual.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OH", old);
    assertThat(states(manual.step(Duration.ZERO), next)).isEqualTo("OH");
    Approval approval = new Approval(next, KeyRecord.ZRRSIG, Presence.RUMOURED);
    Consent given = new Consent(java.util.Optional.empty(), Set.of(approval));
    assertThat(states(manual.step(Duration.ZERO, given), next)).isEqualTo("OR");
  }

  @Test
  void inAnEmergencyAStandbySignsTheNextRelease() {
    KeyId lost = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId standby = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OH");
    assertThat(states(zone.step(Duration.ZERO), standby)).isEqualTo("OH");
    RollStart start = new KeySchedule(zone.keys, zone.terms).byHand(KeyRole.ZSK, "compromised");
    assertThat(start.follower()).contains(standby);
    zone.keys = start.begin(zone.keys);
    RolloverStep step = zone.step(Duration.ZERO);
    assertThat(states(step, standby)).isEqualTo("OR");
    assertThat(states(step, lost)).isEqualTo("OU");
    assertThat(new ZskEmergency(zone.keys, zone.terms, zone.seen(), T0).choices(lost))
        .extracting(EmergencyChoice::cost)
        .satisfiesExactly(
            keep -> assertThat(keep).contains("Nothing breaks", "28h0m"),
            remove -> assertThat(remove).contains("bogus", "25h0m"));
  }

  @Test
  void aCompromisedStandbyGoesAndTakesNothingOver() {
    KeyId signer = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId standby = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OH");
    zone.keys = new KeySchedule(zone.keys, zone.terms).away(standby, "stolen").begin(zone.keys);
    RolloverStep step = zone.step(Duration.ZERO);
    assertThat(states(step, signer)).isEqualTo("OO");
    assertThat(states(step, standby)).isEqualTo("UH");
    assertThat(new KeySchedule(zone.keys, zone.terms).away(signer, "stolen").needsKey()).isTrue();
  }

  @Test
  void aKeyThatADsLeadsToIsNotRemovedAtOnce() {
    zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeyId ksk = zone.key(KeyRole.KSK, Goal.HIDDEN, "OOO");
    assertThatThrownBy(
            () -> new ZskEmergency(zone.keys, zone.terms, zone.seen(), T0).removedNow(ksk))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its DS is at the parent");
  }

  @Test
  void aLostKeyWithoutStandbyFreezesTheContent() {
    KeyId lost = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    ZskEmergency emergency = new ZskEmergency(zone.keys, zone.terms, zone.seen(), T0);
    assertThat(emergency.standbyIsReady(lost)).isFalse();
    assertThat(emergency.lostWithoutStandby(lost)).contains("frozen for at least 3h0m");
  }

  @Test
  void theNextThreeMovesComeWithTheirEarliestTimes() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.HIDDEN, "OO");
    KeyId next = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "RH", old);
    zone.servedSince(T0);
    Instant swap = T0.plus(PUBLISHED);
    assertThat(Forecast.next(zone.keys, zone.terms, zone.seen(), T0, 3))
        .extracting(ExpectedMove::earliest, e -> e.move().key(), e -> e.move().to())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(swap, next, Presence.OMNIPRESENT),
            org.assertj.core.groups.Tuple.tuple(swap, next, Presence.RUMOURED),
            org.assertj.core.groups.Tuple.tuple(swap, old, Presence.UNRETENTIVE));
  }

  @Test
  void aSuccessorIsBegunEarlyEnoughToTakeOverAsTheLifetimeEnds() {
    KeyId old = zone.key(KeyRole.ZSK, Goal.OMNIPRESENT, "OO");
    KeySchedule schedule = new KeySchedule(zone.keys, zone.terms);
    Instant begin = T0.plus(Duration.ofDays(90)).minus(PUBLISHED);
    assertThat(schedule.startsAt(zone.keys.key(old))).contains(begin);
    assertThat(schedule.due(begin.minus(SECOND))).isEmpty();
    assertThat(schedule.due(begin))
        .singleElement()
        .matches(s -> s.needsKey() && s.replaces().equals(Set.of(old)));
    assertThat(ksk).isNotNull();
  }
}
