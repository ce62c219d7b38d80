package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.keystore.BindTiming.Event.ACTIVATE;
import static org.countersign.keystore.BindTiming.Event.CREATED;
import static org.countersign.keystore.BindTiming.Event.DELETE;
import static org.countersign.keystore.BindTiming.Event.INACTIVE;
import static org.countersign.keystore.BindTiming.Event.PUBLISH;
import static org.countersign.keystore.BindTiming.Event.REVOKE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.junit.jupiter.api.Test;

class BindSigningPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));
  private static final Instant LATER = NOW.plus(Duration.ofDays(1));
  private static final BindTiming ACTIVE = BindTiming.from(BEFORE);

  private int made;

  @Test
  void aKeyWithoutAnyTimingIsPublishedAndSigns() {
    assertThat(one(BindTiming.NONE)).matches(k -> k.published() && k.signs());
  }

  @Test
  void aKeyThatWasOnlyCreatedIsNotUsed() {
    assertThat(plan(key(256, BindTiming.NONE.with(CREATED, BEFORE))).keys()).isEmpty();
  }

  @Test
  void aKeySignsFromItsActivationOn() {
    BindTiming published = BindTiming.NONE.with(PUBLISH, BEFORE);
    assertThat(one(published.with(ACTIVATE, LATER))).matches(k -> k.published() && !k.signs());
    assertThat(one(published.with(ACTIVATE, NOW))).matches(PlannedKey::signs);
  }

  @Test
  void anActivationWithoutAPublicationPublishesAtOnce() {
    assertThat(one(BindTiming.NONE.with(ACTIVATE, LATER)))
        .matches(k -> k.published() && !k.signs());
  }

  @Test
  void anInactiveKeyStaysPublishedUntilItIsDeleted() {
    BindTiming inactive = ACTIVE.with(INACTIVE, NOW);
    assertThat(one(inactive)).matches(k -> k.published() && !k.signs());
    assertThat(plan(key(256, inactive.with(DELETE, NOW))).keys()).isEmpty();
  }

  @Test
  void aRevokedKeySignsTheKeySetWithItsRevokeBitAlthoughInactive() {
    BindKey revoked = key(257, ACTIVE.with(INACTIVE, BEFORE).with(REVOKE, NOW));
    PlannedKey planned = plan(revoked, key(257, ACTIVE), key(256, ACTIVE)).keys().get(0);
    assertThat(planned.dnskey().isRevoked()).isTrue();
    assertThat(planned.fingerprint()).isEqualTo(revoked.dnskey().fingerprint());
    assertThat(planned.role()).isEqualTo(KeyRole.KSK);
    assertThat(planned.signs()).isTrue();
  }

  @Test
  void entryPointsAreKsksAndTheOthersZsks() {
    assertThat(plan(key(257, ACTIVE), key(256, ACTIVE)).keys())
        .extracting(PlannedKey::role)
        .containsExactly(KeyRole.KSK, KeyRole.ZSK);
  }

  @Test
  void oneKindOfKeyAloneDoesBoth() {
    assertThat(one(257, ACTIVE).role()).isEqualTo(KeyRole.CSK);
    assertThat(one(256, ACTIVE).role()).isEqualTo(KeyRole.CSK);
  }

  @Test
  void anAlgorithmIsNotSignedForByAnothersZsk() {
    BindKey rsa = key(DnssecAlgorithm.RSASHA256, 257, ACTIVE, true);
    assertThat(plan(rsa, key(257, ACTIVE), key(256, ACTIVE)).keys())
        .extracting(PlannedKey::role)
        .containsExactly(KeyRole.CSK, KeyRole.KSK, KeyRole.ZSK);
  }

  @Test
  void anOfflineKskIsPublishedAndLeavesTheZskAZsk() {
    SigningPlan plan = plan(key(DnssecAlgorithm.ED25519, 257, ACTIVE, false), key(256, ACTIVE));
    assertThat(plan.published()).hasSize(2);
    assertThat(plan.keySetSigners()).isEmpty();
    assertThat(plan.zoneSigners()).extracting(PlannedKey::role).containsExactly(KeyRole.ZSK);
  }

  private PlannedKey one(BindTiming timing) {
    return one(256, timing);
  }

  private PlannedKey one(int flags, BindTiming timing) {
    return plan(key(flags, timing)).keys().get(0);
  }

  private static SigningPlan plan(BindKey... keys) {
    return BindSigningPlan.at(NOW, List.of(keys));
  }

  private BindKey key(int flags, BindTiming timing) {
    return key(DnssecAlgorithm.ED25519, flags, timing, true);
  }

  private BindKey key(DnssecAlgorithm algorithm, int flags, BindTiming timing, boolean signable) {
    byte[] field = new byte[] {(byte) ++made};
    Dnskey dnskey = new Dnskey(flags, 3, algorithm.number(), field);
    Name zone = Name.parse("plan.example.");
    return new BindKey(
        new KeyHandle("keys", "K" + made), zone, dnskey, timing, Optional.empty(), signable);
  }
}
