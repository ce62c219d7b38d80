package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.store.Releases.NOW;
import static org.countersign.store.Releases.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.observe.ReleaseFact;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.countersign.policy.Policy;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeySetStoreTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private TestDatabase database;
  private SignerDatabase signer;
  private Undertaking undertaking;
  private Lease lease;
  private KeySetStore store;
  private LeasedKeys keys;

  @BeforeEach
  void zone() {
    database = TestDatabase.migrated();
    signer = new SignerDatabase(database.sources().signer());
    undertaking = Releases.begin(signer);
    lease = new LeaseStore(signer).acquire(ZONE, "a", HOUR).orElseThrow();
    store = new KeySetStore(signer);
    keys = store.under(lease, "ann");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keyComesBackWithItsStatesAndPredecessors() {
    ManagedKey first = key(1, Presence.OMNIPRESENT, Set.of());
    ManagedKey second = key(2, Presence.RUMOURED, Set.of());
    add(first, second);
    ManagedKey third = key(3, Presence.HIDDEN, Set.of(first.id(), second.id()));
    add(third);

    assertThat(store.load(ZONE).keys()).containsExactlyInAnyOrder(first, second, third);
    assertThat(store.everKnown(ZONE)).hasSize(3);
  }

  @Test
  void everyMoveIsOnTheAuditTrailWithItsReason() throws Exception {
    ManagedKey key = key(1, Presence.RUMOURED, Set.of());
    add(key);
    move(key, KeyRecord.ZRRSIG, Presence.OMNIPRESENT);

    assertThat(store.load(ZONE).key(key.id()).presence(KeyRecord.ZRRSIG))
        .isEqualTo(Presence.OMNIPRESENT);
    assertThat(
            database.rows(
                "SELECT details->>'record', details->>'from', details->>'to', details->>'why',"
                    + " actor FROM signer.audit WHERE action = 'key move'"))
        .containsExactly("ZRRSIG RUMOURED OMNIPRESENT because ann");
  }

  @Test
  void whatIsNoLongerAsItWasReadIsRefusedAndNothingChanges() {
    ManagedKey key = key(1, Presence.RUMOURED, Set.of());
    add(key);
    KeySet stale = store.load(ZONE);
    move(key, KeyRecord.ZRRSIG, Presence.OMNIPRESENT);

    Move again = new Move(key.id(), KeyRecord.ZRRSIG, Presence.RUMOURED, Presence.UNRETENTIVE);
    KeySet wrong = changed(stale, key.id(), KeyRecord.ZRRSIG, Presence.UNRETENTIVE);
    assertThatThrownBy(() -> keys.save(edit(stale, wrong, List.of(again))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no longer RUMOURED");
    assertThat(store.load(ZONE).key(key.id()).presence(KeyRecord.ZRRSIG))
        .isEqualTo(Presence.OMNIPRESENT);
  }

  @Test
  void recordCannotSkipAState() {
    ManagedKey key = key(1, Presence.RUMOURED, Set.of());
    add(key);
    assertThatThrownBy(() -> move(key, KeyRecord.ZRRSIG, Presence.HIDDEN))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot go from RUMOURED to HIDDEN");
  }

  @Test
  void nothingMovesUnderALeaseThatAnotherHasTaken() {
    ManagedKey key = key(1, Presence.RUMOURED, Set.of());
    add(key);
    new LeaseStore(signer).release(lease);
    assertThat(new LeaseStore(signer).acquire(ZONE, "b", HOUR)).isPresent();

    assertThatThrownBy(() -> move(key, KeyRecord.ZRRSIG, Presence.OMNIPRESENT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is in the hands of b (epoch 2)")
        .hasMessageContaining("no key was changed");
    assertThatThrownBy(() -> keys.destroyed(key, "why", NOW)).isInstanceOf(StoreException.class);
  }

  @Test
  void fingerprintIsKnownOnceInAZone() {
    add(key(1, Presence.RUMOURED, Set.of()));
    assertThatThrownBy(() -> add(key(1, Presence.RUMOURED, Set.of())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("already knows the key with fingerprint");
  }

  @Test
  void anApprovalIsGivenOnceAndUsedUpByItsMove() {
    ManagedKey key = key(1, Presence.HIDDEN, Set.of());
    add(key);
    Approval approval = new Approval(key.id(), KeyRecord.ZRRSIG, Presence.RUMOURED);

    assertThat(keys.approve(approval, NOW)).isTrue();
    assertThat(keys.approve(approval, NOW)).isFalse();
    assertThat(store.approvals(ZONE)).extracting(StoredApproval::approval).containsOnly(approval);
    move(key, KeyRecord.ZRRSIG, Presence.RUMOURED);

    assertThat(store.approvals(ZONE)).isEmpty();
    assertThat(keys.approve(approval, NOW)).isTrue();
  }

  @Test
  void aReleaseIsTheEvidenceOfWhatItCarriesAndOfNothingElse() {
    ManagedKey carried = key(1, Presence.RUMOURED, Set.of());
    ManagedKey other = key(2, Presence.RUMOURED, Set.of());
    add(carried, other);

    new ReleaseLedger(signer)
        .under(lease, undertaking)
        .record(release(7, carried), Optional.empty());

    KeySet after = store.load(ZONE);
    assertThat(after.key(carried.id()).records().get(KeyRecord.ZRRSIG).evidence())
        .contains(new Serial(7));
    assertThat(after.key(other.id()).records().get(KeyRecord.ZRRSIG).evidence()).isEmpty();
    new ReleaseLedger(signer)
        .under(lease, undertaking)
        .record(release(8, carried), Optional.of(new Serial(7)));
    assertThat(store.load(ZONE)).isEqualTo(after);
  }

  @Test
  void aDestroyedKeyIsForgottenByRolloversAndNeverByTheRecords() {
    ManagedKey key = key(1, Presence.HIDDEN, Set.of());
    ManagedKey used = key(2, Presence.RUMOURED, Set.of());
    add(key, used);

    keys.destroyed(key, "why", NOW.plusSeconds(90));

    assertThat(store.load(ZONE).keys()).containsExactly(used);
    assertThat(store.everKnown(ZONE)).contains(key.dnskey());
    assertThat(store.all(ZONE))
        .filteredOn(k -> k.key().equals(key))
        .allMatch(k -> k.destroyedAt().equals(Optional.of(NOW.plusSeconds(90))));
    assertThatThrownBy(() -> keys.destroyed(used, "why", NOW))
        .hasMessageContaining("something still speaks for it");
    assertThatThrownBy(() -> database.execute("DELETE FROM signer.key"))
        .hasMessageContaining("only ever added");
  }

  @Test
  void aKeyIsDestroyedInItsVaultOnlyWhileTheZoneIsOurs() {
    ManagedKey key = key(1, Presence.HIDDEN, Set.of());
    add(key);
    List<String> vault = new java.util.ArrayList<>(List.of("key-1"));
    assertThatThrownBy(
            () ->
                keys.destroyed(
                    key,
                    "why",
                    NOW,
                    () -> {
                      throw new IllegalStateException("the token is away");
                    }))
        .hasMessage("the token is away");
    assertThat(store.load(ZONE).keys()).containsExactly(key);

    new LeaseStore(signer).release(lease);
    assertThat(new LeaseStore(signer).acquire(ZONE, "b", HOUR)).isPresent();
    assertThatThrownBy(() -> keys.destroyed(key, "why", NOW, vault::clear))
        .hasMessageContaining("is in the hands of b");
    assertThat(vault).hasSize(1);
  }

  @Test
  void releasesAreKnownBackToWhenTheFirstMovingRecordChanged() {
    assertThat(facts()).isEmpty();
    ManagedKey key = key(1, Presence.RUMOURED, Set.of());
    add(key);
    new ReleaseLedger(signer).under(lease, undertaking).record(release(7, key), Optional.empty());

    assertThat(facts())
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.serial()).isEqualTo(new Serial(7));
              assertThat(fact.dnskeyTtl()).isEqualTo(HOUR);
              assertThat(fact.maxTtl()).isEqualTo(Duration.ofDays(1));
            });
  }

  private List<ReleaseFact> facts() {
    return new ObservationStore(signer).load(ZONE, Policy.defaults()).releases();
  }

  private void add(ManagedKey... more) {
    KeySet before = store.load(ZONE);
    KeySet after = before;
    for (ManagedKey key : more) {
      after = after.plus(key);
    }
    keys.save(edit(before, after, List.of()));
  }

  private void move(ManagedKey key, KeyRecord record, Presence to) {
    KeySet before = store.load(ZONE);
    Presence from = before.key(key.id()).presence(record);
    keys.save(
        edit(
            before,
            changed(before, key.id(), record, to),
            List.of(new Move(key.id(), record, from, to))));
  }

  private static KeySet changed(KeySet set, KeyId id, KeyRecord record, Presence to) {
    return new KeySet(
        ZONE, set.keys().stream().map(k -> k.id().equals(id) ? with(k, record, to) : k).toList());
  }

  private static ManagedKey with(ManagedKey key, KeyRecord record, Presence to) {
    Map<KeyRecord, RecordState> records = new java.util.EnumMap<>(key.records());
    records.put(record, new RecordState(to, NOW, Optional.empty()));
    return new ManagedKey(
        key.id(),
        key.role(),
        key.dnskey(),
        key.handle(),
        key.goal(),
        key.predecessors(),
        key.createdAt(),
        records);
  }

  private static KeyEdit edit(KeySet before, KeySet after, List<Move> moves) {
    return new KeyEdit(before, after, moves, "key import", "because", NOW);
  }

  private static ReleaseRecord release(long serial, ManagedKey key) {
    ReleaseRecord plain = Releases.of(serial);
    return new ReleaseRecord(
        ZONE,
        plain.serial(),
        plain.releasedAt(),
        plain.kind(),
        plain.digest(),
        plain.length(),
        plain.artefact(),
        plain.dataDigest(),
        plain.basedOn(),
        List.of(
            new ReleasedKey(
                key.dnskey().fingerprint(), key.dnskey().tag(), 13, key.role(), true, true)),
        plain.verdict(),
        plain.expirations(),
        plain.ttls());
  }

  private static ManagedKey key(int seed, Presence zrrsig, Set<KeyId> predecessors) {
    byte[] publicKey = new byte[64];
    publicKey[0] = (byte) seed;
    Presence dnskey = zrrsig == Presence.HIDDEN ? Presence.HIDDEN : Presence.OMNIPRESENT;
    return new ManagedKey(
        KeyId.random(),
        KeyRole.ZSK,
        new Dnskey(256, 3, 13, publicKey),
        new KeyHandle("file", "key-" + seed),
        Goal.OMNIPRESENT,
        predecessors,
        NOW,
        Map.of(KeyRecord.DNSKEY, state(dnskey, NOW), KeyRecord.ZRRSIG, state(zrrsig, NOW)));
  }

  private static RecordState state(Presence presence, Instant since) {
    return new RecordState(presence, since, Optional.empty());
  }
}
