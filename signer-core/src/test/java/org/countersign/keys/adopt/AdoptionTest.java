package org.countersign.keys.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.keys.rollover.KeyRecord.DNSKEY;
import static org.countersign.keys.rollover.KeyRecord.DS;
import static org.countersign.keys.rollover.KeyRecord.KRRSIG;
import static org.countersign.keys.rollover.KeyRecord.ZRRSIG;
import static org.countersign.keys.rollover.Presence.HIDDEN;
import static org.countersign.keys.rollover.Presence.OMNIPRESENT;
import static org.countersign.keys.rollover.Presence.RUMOURED;
import static org.countersign.keys.rollover.Presence.UNRETENTIVE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.policy.PolicyFile;
import org.junit.jupiter.api.Test;

/** In which states keys of another signer come under management, and what is refused. */
class AdoptionTest {
  private static final Name ZONE = Name.parse("example.");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));
  private static final Instant JUST_NOW = NOW.minus(Duration.ofMinutes(5));
  private static final RolloverTerms TERMS =
      RolloverTerms.of(
          PolicyFile.parse(
              "apex: {soa: {mname: ns., rname: h.}, ns: [ns.]}\n", "the policy of the test"));

  private final Dnskey ksk = key(257, 1);
  private final Dnskey zsk = key(256, 2);

  @Test
  void aKeyThatIsServedAndHasSignedForLongEnoughIsKnownEverywhere() {
    Adopted adopted =
        adopt(
            served(ksk, zsk).withDs(ksk).signedBy(zsk, ksk),
            List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO)));
    assertThat(adopted.findings()).isEmpty();
    assertStates(adopted, ksk, Map.of(DNSKEY, OMNIPRESENT, KRRSIG, OMNIPRESENT, DS, RUMOURED));
    assertStates(adopted, zsk, Map.of(DNSKEY, OMNIPRESENT, ZRRSIG, OMNIPRESENT));
    assertThat(state(adopted, ksk, DNSKEY).since()).isBefore(NOW).isAfter(LONG_AGO);
    assertThat(adopted.keys()).extracting(ManagedKey::goal).containsOnly(Goal.OMNIPRESENT);
  }

  @Test
  void aKeyThatSignsForAShortTimeIsRumouredSinceNow() {
    Adopted adopted = adopt(served(ksk, zsk), List.of(dated(ksk, LONG_AGO), dated(zsk, JUST_NOW)));
    assertStates(adopted, zsk, Map.of(DNSKEY, RUMOURED, ZRRSIG, RUMOURED));
    assertThat(state(adopted, zsk, DNSKEY))
        .isEqualTo(new RecordState(RUMOURED, NOW, Optional.empty()));
  }

  @Test
  void datesAloneAreNoEvidence() {
    Adopted adopted =
        adopt(ServedZone.unseen(), List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO)));
    assertThat(adopted.refused()).isFalse();
    assertStates(adopted, ksk, Map.of(DNSKEY, RUMOURED, KRRSIG, RUMOURED, DS, RUMOURED));
    assertStates(adopted, zsk, Map.of(DNSKEY, RUMOURED, ZRRSIG, RUMOURED));
  }

  @Test
  void keysOfWhichNothingIsWrittenAreTakenByWhatIsServed() {
    Adopted adopted = adopt(served(ksk, zsk).signedBy(zsk, ksk), List.of(bare(ksk), bare(zsk)));
    assertStates(adopted, ksk, Map.of(DNSKEY, RUMOURED, KRRSIG, RUMOURED, DS, RUMOURED));
    assertStates(adopted, zsk, Map.of(DNSKEY, RUMOURED, ZRRSIG, RUMOURED));
  }

  @Test
  void aServedKeyThatIsSeenNotToSignIsAStandby() {
    Dnskey standby = key(256, 3);
    Adopted adopted =
        adopt(
            served(ksk, zsk, standby).signedBy(zsk, ksk),
            List.of(bare(ksk), bare(zsk), bare(standby)));
    assertStates(adopted, standby, Map.of(DNSKEY, RUMOURED, ZRRSIG, HIDDEN));
  }

  @Test
  void whatAKeyManagerStoredIsTakenWhereWhatIsServedAgrees() {
    FoundKey stored =
        stored(ksk, Map.of(DNSKEY, OMNIPRESENT, KRRSIG, OMNIPRESENT, DS, UNRETENTIVE), Goal.HIDDEN);
    Dnskey next = key(257, 4);
    FoundKey successor =
        stored(
            next, Map.of(DNSKEY, OMNIPRESENT, KRRSIG, OMNIPRESENT, DS, RUMOURED), Goal.OMNIPRESENT);
    Adopted adopted =
        adopt(
            served(ksk, next, zsk).withDs(next), List.of(stored, successor, dated(zsk, LONG_AGO)));
    assertThat(adopted.findings()).isEmpty();
    assertStates(adopted, ksk, Map.of(DNSKEY, OMNIPRESENT, KRRSIG, OMNIPRESENT, DS, UNRETENTIVE));
    assertThat(state(adopted, ksk, DS).since()).isEqualTo(LONG_AGO);
    assertThat(of(adopted, ksk).goal()).isEqualTo(Goal.HIDDEN);
    assertThat(of(adopted, next).predecessors())
        .as("a rollover under way goes on as one")
        .containsExactly(of(adopted, ksk).id());
  }

  @Test
  void whatIsServedCountsBeforeWhatWasStored() {
    FoundKey gone =
        stored(key(256, 5), Map.of(DNSKEY, OMNIPRESENT, ZRRSIG, HIDDEN), Goal.OMNIPRESENT);
    FoundKey come = stored(zsk, Map.of(DNSKEY, HIDDEN, ZRRSIG, HIDDEN), Goal.OMNIPRESENT);
    Adopted adopted =
        adopt(served(ksk, zsk).signedBy(zsk, ksk), List.of(dated(ksk, LONG_AGO), gone, come));
    assertStates(adopted, gone.dnskey(), Map.of(DNSKEY, UNRETENTIVE, ZRRSIG, HIDDEN));
    assertStates(adopted, zsk, Map.of(DNSKEY, RUMOURED, ZRRSIG, RUMOURED));
    assertThat(adopted.findings())
        .extracting(Finding::message)
        .anyMatch(m -> m.contains(gone.fingerprint() + " is not served, although it should be"))
        .anyMatch(m -> m.contains(zsk.fingerprint() + " is served, although it should not be"));
    assertThat(adopted.refused()).isFalse();
  }

  @Test
  void aKeyThatStoppedSigningStaysPublishedWhileItsSignaturesAreInCaches() {
    Dnskey next = key(256, 6);
    Map<KeyRecord, Report> reports = new EnumMap<>(KeyRecord.class);
    reports.put(DNSKEY, Report.dated(true, Optional.of(LONG_AGO)));
    reports.put(ZRRSIG, Report.dated(false, Optional.of(JUST_NOW)));
    Adopted adopted =
        adopt(
            served(ksk, zsk, next),
            List.of(dated(ksk, LONG_AGO), found(zsk, reports), dated(next, LONG_AGO)));
    assertStates(adopted, zsk, Map.of(DNSKEY, OMNIPRESENT, ZRRSIG, UNRETENTIVE));
    assertThat(of(adopted, zsk).goal()).isEqualTo(Goal.HIDDEN);
    assertThat(of(adopted, next).predecessors()).containsExactly(of(adopted, zsk).id());
  }

  @Test
  void anArchivedKeyIsTakenInHiddenAndIsNotTakenForANewOne() {
    Dnskey old = key(256, 7);
    Map<KeyRecord, Report> reports = new EnumMap<>(KeyRecord.class);
    reports.put(DNSKEY, Report.dated(false, Optional.of(LONG_AGO)));
    reports.put(ZRRSIG, Report.dated(false, Optional.of(LONG_AGO)));
    Adopted adopted =
        adopt(
            served(ksk, zsk),
            List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO), found(old, reports)));
    assertStates(adopted, old, Map.of(DNSKEY, HIDDEN, ZRRSIG, HIDDEN));
    assertThat(of(adopted, old).goal()).isEqualTo(Goal.HIDDEN);
    assertThat(state(adopted, old, DNSKEY).since()).isNotEqualTo(of(adopted, old).createdAt());
  }

  @Test
  void aRevokedKeyStaysRevokedSignsTheKeysAndGoes() {
    Dnskey old = key(257, 8);
    Adopted adopted =
        adopt(
            served(ksk, zsk, old.revoked()).withDs(ksk, old).signedBy(zsk, ksk, old),
            List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO), dated(old, LONG_AGO)));
    ManagedKey revoked = of(adopted, old);
    assertThat(revoked.dnskey().flags()).isEqualTo(385);
    assertThat(revoked.role()).isEqualTo(KeyRole.KSK);
    assertThat(revoked.goal()).isEqualTo(Goal.HIDDEN);
    assertStates(adopted, old, Map.of(DNSKEY, OMNIPRESENT, KRRSIG, OMNIPRESENT, DS, HIDDEN));
  }

  @Test
  void aLoneKindOfKeyDoesBothDuties() {
    Adopted csk = adopt(served(ksk), List.of(dated(ksk, LONG_AGO)));
    assertThat(of(csk, ksk).role()).isEqualTo(KeyRole.CSK);
    assertThat(csk.refused()).isFalse();
  }

  @Test
  void aServedKeyWithoutItsPrivateHalfIsRefused() {
    Adopted adopted = adopt(served(ksk, zsk), List.of(dated(ksk, LONG_AGO)));
    assertThat(adopted.findings())
        .filteredOn(Finding::refuses)
        .extracting(Finding::rule)
        .containsExactly(RuleId.KEY_PLAN, RuleId.SIG_COMPLETE);
    assertThat(adopted.findings().get(0).message()).contains(zsk.fingerprint().hex());
  }

  @Test
  void anotherKeyOfTheSameTagIsNotTakenForTheServedOne() {
    Dnskey twin = twinOf(zsk);
    Adopted adopted = adopt(served(ksk, zsk), List.of(dated(ksk, LONG_AGO), dated(twin, LONG_AGO)));
    assertThat(adopted.refused()).isTrue();
    assertThat(adopted.findings().get(0).message())
        .contains(zsk.fingerprint().hex(), twin.fingerprint() + " has its tag and is another");
  }

  @Test
  void aKeyThatIsSaidToStayWithoutPrivateHalfIsPublishedAndSignsNoMore() {
    Dnskey next = key(256, 9);
    Adopted adopted =
        new Adoption(ZONE, TERMS, served(ksk, zsk, next).zone(), NOW)
            .adopt(
                List.of(dated(ksk, LONG_AGO), dated(next, LONG_AGO)),
                new KeySet(ZONE, List.of()),
                List.of(),
                Set.of(zsk.fingerprint()));
    assertThat(adopted.refused()).isFalse();
    assertStates(adopted, zsk, Map.of(DNSKEY, RUMOURED, ZRRSIG, UNRETENTIVE));
    assertThat(of(adopted, zsk).handle().isNone()).isTrue();
    assertThat(of(adopted, zsk).goal()).isEqualTo(Goal.HIDDEN);
    assertThat(of(adopted, next).predecessors()).contains(of(adopted, zsk).id());
  }

  @Test
  void aDsThatNoKeyOfOursAnswersIsRefused() {
    Adopted adopted =
        adopt(
            served(ksk, zsk).withDs(key(257, 10)),
            List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO)));
    assertThat(adopted.findings())
        .filteredOn(Finding::refuses)
        .extracting(Finding::rule)
        .containsExactly(RuleId.CHAIN_DS);
  }

  @Test
  void collidingTagsAreTakenWithAWarning() {
    Dnskey twin = twinOf(zsk);
    Adopted adopted =
        adopt(
            served(ksk, zsk, twin),
            List.of(dated(ksk, LONG_AGO), dated(zsk, LONG_AGO), dated(twin, LONG_AGO)));
    assertThat(adopted.refused()).isFalse();
    assertThat(adopted.findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .contains(zsk.fingerprint().hex(), twin.fingerprint().hex()));
  }

  @Test
  void aLoneZskIsCompletedByTheKskThatIsHere() {
    ManagedKey ours =
        ManagedKey.fresh(org.countersign.keys.KeyId.random(), KeyRole.KSK, ksk, handle(), LONG_AGO);
    Adopted adopted =
        new Adoption(ZONE, TERMS, ServedZone.unseen(), NOW)
            .adopt(
                List.of(dated(zsk, LONG_AGO)),
                new KeySet(ZONE, List.of(ours)),
                List.of(ksk),
                Set.of());
    assertThat(adopted.findings()).isEmpty();
    assertThat(of(adopted, zsk).role()).isEqualTo(KeyRole.ZSK);
  }

  private static Adopted adopt(Look look, List<FoundKey> found) {
    return adopt(look.zone(), found);
  }

  private static Adopted adopt(ServedZone served, List<FoundKey> found) {
    return new Adoption(ZONE, TERMS, served, NOW)
        .adopt(found, new KeySet(ZONE, List.of()), List.of(), Set.of());
  }

  private static ManagedKey of(Adopted adopted, Dnskey key) {
    return adopted.keys().stream()
        .filter(k -> k.dnskey().fingerprint().equals(key.fingerprint()))
        .findFirst()
        .orElseThrow();
  }

  private static RecordState state(Adopted adopted, Dnskey key, KeyRecord record) {
    return of(adopted, key).records().get(record);
  }

  private static void assertStates(Adopted adopted, Dnskey key, Map<KeyRecord, Presence> expected) {
    ManagedKey found = of(adopted, key);
    Map<KeyRecord, Presence> states = new EnumMap<>(KeyRecord.class);
    found.records().forEach((record, state) -> states.put(record, state.presence()));
    assertThat(states).isEqualTo(expected);
  }

  private static FoundKey bare(Dnskey key) {
    return FoundKey.unreported(key, Optional.of(handle()));
  }

  private static FoundKey dated(Dnskey key, Instant since) {
    Map<KeyRecord, Report> reports = new EnumMap<>(KeyRecord.class);
    Report there = Report.dated(true, Optional.of(since));
    reports.put(DNSKEY, there);
    reports.put(key.isEntryPoint() ? KRRSIG : ZRRSIG, there);
    return found(key, reports);
  }

  private static FoundKey found(Dnskey key, Map<KeyRecord, Report> reports) {
    return new FoundKey(
        key,
        Optional.empty(),
        Optional.empty(),
        Optional.of(handle()),
        Optional.of(LONG_AGO),
        reports,
        Set.of());
  }

  private static FoundKey stored(Dnskey key, Map<KeyRecord, Presence> states, Goal goal) {
    Map<KeyRecord, Report> reports = new EnumMap<>(KeyRecord.class);
    states.forEach(
        (record, presence) ->
            reports.put(record, Report.of(new RecordState(presence, LONG_AGO, Optional.empty()))));
    return new FoundKey(
        key,
        Optional.empty(),
        Optional.of(goal),
        Optional.of(handle()),
        Optional.of(LONG_AGO),
        reports,
        Set.of());
  }

  private static KeyHandle handle() {
    return new KeyHandle("vault", "reference");
  }

  private static Dnskey key(int flags, int number) {
    byte[] field = new byte[64];
    Arrays.fill(field, (byte) number);
    return new Dnskey(flags, 3, 13, field);
  }

  /** Another key with the same tag: two 16-bit words change places. */
  private static Dnskey twinOf(Dnskey key) {
    byte[] field = key.publicKey();
    field[0] += 1;
    field[2] -= 1;
    Dnskey twin = new Dnskey(key.flags(), 3, 13, field);
    assertThat(twin.tag()).isEqualTo(key.tag());
    return twin;
  }

  private static Look served(Dnskey... keys) {
    return new Look(List.of(keys), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What a test lets the world be served. */
  private record Look(
      List<Dnskey> keys,
      Optional<Set<Fingerprint>> zoneSigners,
      Optional<Set<Fingerprint>> keySigners,
      Optional<List<byte[]>> ds) {
    Look withDs(Dnskey... named) {
      List<byte[]> records = new ArrayList<>();
      for (Dnskey key : named) {
        records.add(key.ds(ZONE, 2));
      }
      return new Look(keys, zoneSigners, keySigners, Optional.of(records));
    }

    Look signedBy(Dnskey zone, Dnskey... keySet) {
      return new Look(
          keys,
          Optional.of(Set.of(zone.fingerprint())),
          Optional.of(Arrays.stream(keySet).map(Dnskey::fingerprint).collect(Collectors.toSet())),
          ds);
    }

    ServedZone zone() {
      return new ServedZone(Optional.of(keys), Duration.ofHours(1), zoneSigners, keySigners, ds);
    }
  }
}
