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
import org.countersign.keys.observe.DsStatement;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.ParentObservation;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.observe.Waiver;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.keys.observe.ZoneObservation;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.validate.KeyHistory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservationStoreTest {
  private static final Dnskey KEY = new Dnskey(257, 3, 13, new byte[64]);
  private static final Policy POLICY =
      PolicyFile.parse(
          "timing: {checkServers: [192.0.2.1, 192.0.2.2]}\n"
              + "gate: {parent: {servers: [192.0.2.9]}}\n",
          "test");

  private TestDatabase database;
  private SignerDatabase signer;
  private ObservationStore store;
  private KeyId key;

  @BeforeEach
  void zoneWithAKey() {
    database = TestDatabase.migrated();
    signer = new SignerDatabase(database.sources().signer());
    new ZoneStore(signer).add(ZONE, NOW.minusSeconds(60), "ann");
    store = new ObservationStore(signer);
    key = key(KEY, "HIDDEN");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void equalAnswersInARowAreOneRow() {
    see(0, "192.0.2.1", 5);
    see(60, "192.0.2.1", 5);
    see(60, "192.0.2.2", 4);
    see(120, "192.0.2.1", 6);
    see(180, "192.0.2.1", 5);

    assertThat(load().zone())
        .containsExactly(
            row("192.0.2.1", 5, 0, 60),
            row("192.0.2.2", 4, 60, 60),
            row("192.0.2.1", 6, 120, 120),
            row("192.0.2.1", 5, 180, 180));
    assertThat(load().checkServers()).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(load().parentServers()).containsExactly("192.0.2.9");
  }

  @Test
  void otherKeysOrAnotherTtlUnderTheSameSerialAreAnotherRow() {
    see(0, "192.0.2.1", 5);
    zone(60, new ZoneAnswer("192.0.2.1", new Serial(5), Duration.ofDays(2), List.of(KEY), at(60)));
    zone(120, new ZoneAnswer("192.0.2.1", new Serial(5), Duration.ofDays(2), List.of(), at(120)));

    assertThat(load().zone()).hasSize(3);
  }

  @Test
  void aSerialNobodyKnewEntersTheLedger() {
    see(0, "192.0.2.1", 5);
    see(60, "192.0.2.2", 5);

    assertThat(new ReleaseLedger(signer).serials(ZONE)).containsExactly(new Serial(5));
  }

  @Test
  void onlyAReleaseOfOursWithOurKeysCountsAsOurs() {
    release(10, 11);
    see(0, "192.0.2.1", 11);
    see(0, "192.0.2.2", 12);
    zone(60, new ZoneAnswer("192.0.2.1", new Serial(11), Duration.ofHours(1), List.of(), at(60)));

    assertThat(load().zone()).extracting(ZoneObservation::ours).containsExactly(true, false, false);
  }

  @Test
  void theHistoryOfKeysHasReleasesWithTheSameKeysInOnePeriod() {
    release(10, 11);
    see(0, "192.0.2.1", 11);
    see(0, "192.0.2.77", 11);
    parent(0, List.of(KEY.ds(ZONE, 2)));
    new WaiverStore(signer).waive(ZONE, new Waiver("192.0.2.2", at(5), "sold"), "ann");

    KeyHistory history = store.history(ZONE, POLICY, at(60));

    assertThat(history.periods()).hasSize(1);
    KeyHistory.Period period = history.periods().get(0);
    assertThat(period.first()).isEqualTo(new Serial(10));
    assertThat(period.last()).isEqualTo(new Serial(11));
    assertThat(period.from()).isEqualTo(NOW);
    assertThat(period.published()).containsExactly(Map.entry(KEY.fingerprint(), 13));
    assertThat(period.zoneSigners()).containsExactly(KEY.fingerprint());
    assertThat(period.keySetSigners()).isEmpty();
    assertThat(history.served()).extracting(s -> s.server()).containsExactly("192.0.2.1");
    assertThat(history.ds()).hasSize(1);
    assertThat(history.waived()).containsExactly(Map.entry("192.0.2.2", at(5)));
    assertThat(store.history(ZONE, POLICY, at(400L * 86400)).periods())
        .as("the newest release counts however old it is")
        .hasSize(1);
  }

  @Test
  void theAlgorithmsOfTheDsInCachesAreKnownOnceTheParentWasAskedForLongEnough() {
    int day = 86400;
    parent(0, List.of(KEY.ds(ZONE, 2)));
    assertThat(store.history(ZONE, POLICY, at(day)).chained()).isEmpty();
    assertThat(store.history(ZONE, POLICY, at(day + 3600)).chained()).contains(Set.of(13));

    parent(2 * day, List.of());

    assertThat(store.history(ZONE, POLICY, at(3 * day)).chained()).contains(Set.of(13));
    assertThat(store.history(ZONE, POLICY, at(3 * day + 3600)).chained()).contains(Set.of());
  }

  private void release(long... serials) {
    Undertaking undertaking = Releases.begin(signer);
    Lease lease = new LeaseStore(signer).acquire(ZONE, "node", Duration.ofMinutes(1)).orElseThrow();
    Optional<Serial> former = Optional.empty();
    for (long serial : serials) {
      new ReleaseLedger(signer).under(lease, undertaking).record(Releases.of(serial), former);
      former = Optional.of(new Serial(serial));
    }
  }

  @Test
  void aDsIsAttributedToTheKeysWeHaveWhenItIsRead() {
    parent(0, List.of(KEY.ds(ZONE, 2), new byte[40]));
    Dnskey later = new Dnskey(257, 3, 13, filled(7));
    parent(60, List.of(later.ds(ZONE, 2)));
    assertThat(load().parent())
        .containsExactly(
            new ParentObservation("192.0.2.9", Duration.ofDays(1), Set.of(key), 1, at(0)),
            new ParentObservation("192.0.2.9", Duration.ofDays(1), Set.of(), 1, at(60)));

    KeyId other = key(later, "HIDDEN");

    assertThat(load().parent().get(1).named()).containsExactly(other);
  }

  @Test
  void answersThatSayWhatTheirNeighboursSayGoUnlessAChangeIsWaitedFor() {
    for (int minute = 0; minute < 5; minute++) {
      parent(minute * 60, List.of(KEY.ds(ZONE, 2)));
    }
    assertThat(load().parent()).extracting(ParentObservation::at).containsExactly(at(0), at(240));

    move(KeyRecord.DS, new RecordState(Presence.RUMOURED, at(250), Optional.empty()));
    for (int minute = 5; minute < 9; minute++) {
      parent(minute * 60, List.of(KEY.ds(ZONE, 2)));
    }

    assertThat(load().parent())
        .extracting(ParentObservation::at)
        .containsExactly(at(0), at(300), at(480)); // the first after it was wanted stays
  }

  @Test
  void rowsThatOnlyTellOfSerialsMovingOnGoAfterTwoDays() {
    for (int serial = 1; serial <= 5; serial++) {
      see(serial * 60, "192.0.2.1", serial);
    }
    move(KeyRecord.DNSKEY, new RecordState(Presence.RUMOURED, at(90), Optional.of(new Serial(3))));

    see(3 * 86400, "192.0.2.1", 9);

    assertThat(load().zone())
        .extracting(o -> o.serial().value())
        .containsExactly(1L, 3L, 9L); // 3 carried what is waited for
  }

  @Test
  void whatNoCacheCanHoldGoesButTheNewestOfEachServer() {
    see(0, "192.0.2.1", 1);
    see(0, "192.0.2.2", 1);
    see(60, "192.0.2.1", 2);

    see(40 * 86400, "192.0.2.1", 3);

    assertThat(load().zone())
        .containsExactly(row("192.0.2.2", 1, 0, 0), row("192.0.2.1", 3, 40 * 86400, 40 * 86400));
  }

  @Test
  void statementsAreKeptInOrderAndOnTheAuditTrail() throws Exception {
    store.state(ZONE, new DsStatement(key, true, at(5)), "ann");
    store.state(ZONE, new DsStatement(key, false, at(9)), "bob");

    assertThat(load().statements())
        .containsExactly(new DsStatement(key, true, at(5)), new DsStatement(key, false, at(9)));
    assertThat(database.rows("SELECT actor, action FROM signer.audit ORDER BY seq DESC LIMIT 2"))
        .containsExactly("bob key ds-gone", "ann key ds-seen");
    assertThatThrownBy(() -> store.state(ZONE, new DsStatement(KeyId.random(), true, at(9)), "ann"))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> database.execute("DELETE FROM signer.ds_statement"))
        .hasMessageContaining("only ever added");
  }

  @Test
  void aWaiverHoldsUntilItIsEndedAndEveryoneCanSeeWhoGaveIt() throws Exception {
    WaiverStore waivers = new WaiverStore(signer);
    Waiver waiver = new Waiver("192.0.2.2", at(5), "sold");

    assertThat(waivers.waive(ZONE, waiver, "ann")).isTrue();
    assertThat(waivers.waive(ZONE, new Waiver("192.0.2.2", at(6), "gone"), "bob")).isFalse();
    assertThat(load().waivers()).containsExactly(waiver);
    assertThat(waivers.end(ZONE, "192.0.2.2", "bob", at(60))).isTrue();
    assertThat(waivers.end(ZONE, "192.0.2.2", "bob", at(61))).isFalse();
    assertThat(load().waivers()).isEmpty();
    assertThat(database.rows("SELECT actor, action FROM signer.audit ORDER BY seq DESC LIMIT 2"))
        .containsExactly("bob server wait", "ann server waive");
    assertThatThrownBy(() -> new Waiver("192.0.2.2", at(5), " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServersLastAnswerAndItsFailureStandSideBySide() {
    see(0, "192.0.2.1", 5);
    fail(60, "192.0.2.1", "it is lame");
    fail(120, "192.0.2.1", "it is lame");
    parent(60, List.of());

    assertThat(store.servers(ZONE)).hasSize(2);
    ServerView one = store.servers(ZONE).get(0);
    assertThat(one.asked()).isEqualTo(Asked.ZONE);
    assertThat(one.zone().orElseThrow().serial()).isEqualTo(new Serial(5));
    assertThat(one.zone().orElseThrow().keys()).containsExactly(KEY);
    assertThat(one.failure())
        .contains(new ServerView.Failure("192.0.2.1", "it is lame", at(60), at(120)));
    assertThat(one.failing()).isTrue();
    see(180, "192.0.2.1", 5);
    assertThat(store.servers(ZONE).get(0).failing()).isFalse();
    assertThat(store.servers(ZONE).get(1).parent().orElseThrow().ds()).isEmpty();
  }

  private Observations load() {
    return store.load(ZONE, POLICY);
  }

  private void see(long second, String server, long serial) {
    zone(
        second,
        new ZoneAnswer(server, new Serial(serial), Duration.ofHours(1), List.of(KEY), at(second)));
  }

  private void zone(long second, ZoneAnswer answer) {
    store.record(ZONE, new Sweep(List.of(answer), List.of(), List.of()), at(second));
  }

  private void parent(long second, List<byte[]> ds) {
    ParentAnswer answer = new ParentAnswer("192.0.2.9", true, Duration.ofDays(1), ds, at(second));
    store.record(ZONE, new Sweep(List.of(), List.of(answer), List.of()), at(second));
  }

  private void fail(long second, String server, String why) {
    NoAnswer failure = new NoAnswer(Asked.ZONE, server, why, at(second));
    store.record(ZONE, new Sweep(List.of(), List.of(), List.of(failure)), at(second));
  }

  private static Instant at(long second) {
    return NOW.plusSeconds(second);
  }

  private static ZoneObservation row(String server, long serial, long first, long last) {
    return new ZoneObservation(
        server, new Serial(serial), false, Duration.ofHours(1), at(first), at(last));
  }

  private KeyId key(Dnskey dnskey, String state) {
    KeyId id = KeyId.random();
    RecordState known =
        new RecordState(Presence.valueOf(state), NOW.minusSeconds(60), Optional.empty());
    ManagedKey stored =
        new ManagedKey(
            id,
            KeyRole.KSK,
            dnskey,
            new KeyHandle("memory", id.toString()),
            Goal.OMNIPRESENT,
            Set.of(),
            NOW.minusSeconds(60),
            Map.of(KeyRecord.DNSKEY, known, KeyRecord.KRRSIG, known, KeyRecord.DS, known));
    signer.run(handle -> new KeyWrites(handle, ZONE).insert(stored));
    return id;
  }

  private void move(KeyRecord record, RecordState to) {
    signer.run(
        handle -> {
          KeyWrites writes = new KeyWrites(handle, ZONE);
          writes.move(new Move(key, record, Presence.HIDDEN, to.presence()), to.since());
          writes.settle(key, record, to);
        });
  }

  private static byte[] filled(int value) {
    byte[] octets = new byte[64];
    java.util.Arrays.fill(octets, (byte) value);
    return octets;
  }
}
