package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.store.Releases.NOW;
import static org.countersign.store.Releases.ZONE;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.dns.Serial;
import org.countersign.release.Ledger;
import org.countersign.release.NotReleasedException;
import org.countersign.release.ReleaseRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseLedgerTest {
  private TestDatabase database;
  private SignerDatabase signer;
  private ReleaseLedger ledger;
  private LeaseStore leases;
  private Undertaking undertaking;

  @BeforeEach
  void zoneWithALease() {
    database = TestDatabase.migrated();
    signer = new SignerDatabase(database.sources().signer());
    undertaking = Releases.begin(signer);
    ledger = new ReleaseLedger(signer);
    leases = new LeaseStore(signer);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void releaseIsReadBackWithEverythingItWasRecordedWith() {
    Ledger ours = under("node-1");
    ours.record(Releases.of(10), Optional.empty());
    ours.record(Releases.of(11), Optional.of(new Serial(10)));
    assertThat(ledger.all(ZONE)).containsExactly(Releases.of(11), Releases.of(10));
    assertThat(ledger.newest(ZONE)).contains(Releases.of(11));
    assertThat(ledger.find(ZONE, new Serial(10))).contains(Releases.of(10));
    assertThat(ledger.serials(ZONE)).containsExactlyInAnyOrder(new Serial(10), new Serial(11));
    assertThat(new AuditLog(signer).entries(Optional.of(ZONE), 10))
        .extracting(AuditEntry::action)
        .containsExactly("release", "release", "policy", "zone add");
  }

  @Test
  void newestReleaseIsTheLastOneAlsoAcrossTheWrap() {
    Ledger ours = under("node-1");
    ours.record(Releases.of(4294967295L), Optional.empty());
    ours.record(Releases.of(3), Optional.of(new Serial(4294967295L)));
    assertThat(ledger.newest(ZONE).map(ReleaseRecord::serial)).contains(new Serial(3));
  }

  @Test
  void writerThatLostTheLeaseIsRefusedAndToldWhoHasIt() {
    Ledger ours = under("node-1");
    under("node-2");
    assertThatThrownBy(() -> ours.record(Releases.of(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("node-2 (epoch 2)")
        .hasMessageContaining("node-1 (epoch 1)");
    nothingWasRecorded();
  }

  @Test
  void holdPlacedWhileACandidateWasMadeStopsIt() {
    Ledger ours = under("node-1");
    HoldStore holds = new HoldStore(signer);
    holds.hold(ZONE, HoldScope.PUBLISH, "ann", "stop everything", NOW, Optional.empty());
    assertThatThrownBy(() -> ours.record(Releases.of(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("ann put publish of example. on hold")
        .hasMessageContaining("stop everything");
    nothingWasRecorded();
    holds.resume(ZONE, HoldScope.PUBLISH, "ann", NOW);
    holds.hold(ZONE, HoldScope.INGEST, "ann", "bad import", NOW, Optional.empty());
    assertThatThrownBy(() -> ours.record(Releases.of(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("ingest");
    holds.resume(ZONE, HoldScope.INGEST, "ann", NOW);
    ours.record(Releases.of(10), Optional.empty());
    holds.hold(ZONE, HoldScope.INGEST, "ann", "bad import", NOW, Optional.empty());
    ours.record(Releases.of(11), Optional.of(new Serial(10))); // the same data: a refresh
  }

  @Test
  void releaseThatTheDatabaseRefusesToRecordIsNoRelease() throws SQLException {
    Ledger ours = under("node-1");
    database.execute(
        "CREATE FUNCTION signer.broken() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'no more audit'; END $$",
        "CREATE TRIGGER broken BEFORE INSERT ON signer.audit FOR EACH ROW EXECUTE FUNCTION"
            + " signer.broken()");
    assertThatThrownBy(() -> ours.record(Releases.of(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("could not be recorded and was not released")
        .hasMessageContaining("no more audit");
    nothingWasRecorded();
  }

  @Test
  void secondLeaseOfOneOwnerFencesTheFirst() {
    Ledger first = under("node-1");
    Ledger second = under("node-1");
    assertThatThrownBy(() -> first.record(Releases.of(10), Optional.empty()))
        .isInstanceOf(NotReleasedException.class);
    second.record(Releases.of(10), Optional.empty());
  }

  @Test
  void candidateMadeOnAnotherReleaseIsRefused() {
    Ledger ours = under("node-1");
    ours.record(Releases.of(10), Optional.empty());
    assertThatThrownBy(() -> ours.record(Releases.of(11), Optional.empty()))
        .isInstanceOf(NotReleasedException.class)
        .hasMessageContaining("newest release of example. is 10")
        .hasMessageContaining("made on none");
    assertThat(ledger.all(ZONE)).hasSize(1);
  }

  @Test
  void serialSeenAtASecondaryIsNotUsedAgain() {
    Ledger ours = under("node-1");
    assertThat(ledger.seen(ZONE, new Serial(50), "ns1", NOW)).isTrue();
    assertThat(ledger.seen(ZONE, new Serial(50), "ns1", NOW)).isFalse();
    for (long serial : new long[] {49, 50, 50 + (1L << 31)}) {
      assertThatThrownBy(() -> ours.record(Releases.of(serial), Optional.empty()))
          .isInstanceOf(NotReleasedException.class)
          .hasMessageContaining("not newer (RFC 1982) than 50");
    }
    nothingWasRecorded();
    ours.record(Releases.of(51), Optional.empty());
  }

  @Test
  void ofTwoWritersAtOnceOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      Optional<Serial> former = ledger.newest(ZONE).map(ReleaseRecord::serial);
      long base = former.map(Serial::value).orElse(100L);
      Ledger ours = under("node-1");
      CyclicBarrier together = new CyclicBarrier(2);
      ExecutorService writers = Executors.newFixedThreadPool(2);
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (int writer = 1; writer <= 2; writer++) {
        long serial = base + writer;
        outcomes.add(
            writers.submit(
                () -> {
                  together.await();
                  try {
                    ours.record(Releases.of(serial), former);
                    return true;
                  } catch (NotReleasedException e) {
                    return false;
                  }
                }));
      }
      List<Boolean> won = new ArrayList<>();
      for (Future<Boolean> outcome : outcomes) {
        won.add(outcome.get());
      }
      writers.shutdown();
      assertThat(won).containsExactlyInAnyOrder(true, false);
      assertThat(ledger.all(ZONE)).hasSize(round + 1);
    }
  }

  @Test
  void databaseItselfRefusesASerialThatIsNotNewer() {
    under("node-1").record(Releases.of(10), Optional.empty());
    assertThatThrownBy(
            () ->
                database.execute(
                    "INSERT INTO signer.release (zone, serial, released_at, kind, sha256, length,"
                        + " artefact, data_sha256, based_on_snapshot, policy_sha256, verdict,"
                        + " epoch) SELECT zone, 9, released_at, kind, sha256, length, artefact,"
                        + " data_sha256, based_on_snapshot, policy_sha256, verdict, epoch FROM"
                        + " signer.release"))
        .hasMessageContaining("serial 9 of example. is not newer (RFC 1982) than 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM signer.release_key",
        "UPDATE signer.release SET sha256 = data_sha256",
        "TRUNCATE signer.release CASCADE",
        "DELETE FROM signer.serial_ledger",
        "DELETE FROM signer.policy",
        "UPDATE signer.policy_in_force SET since = now()",
      })
  void whatHappenedCannotBeUnwritten(String change) {
    under("node-1").record(Releases.of(10), Optional.empty());
    assertThatThrownBy(() -> database.execute(change))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("only ever added");
  }

  /** Under a lease of its own, taken from whoever had one. */
  private Ledger under(String owner) {
    leases.holder(ZONE).ifPresent(leases::release);
    return ledger.under(
        leases.acquire(ZONE, owner, Duration.ofMinutes(1)).orElseThrow(), undertaking);
  }

  private void nothingWasRecorded() {
    assertThat(ledger.all(ZONE)).isEmpty();
    assertThat(new AuditLog(signer).entries(Optional.empty(), 10))
        .extracting(AuditEntry::action)
        .doesNotContain("release");
  }
}
