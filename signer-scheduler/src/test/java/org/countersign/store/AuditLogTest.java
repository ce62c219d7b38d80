package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.dns.Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

  private TestDatabase database;
  private AuditLog log;

  @BeforeEach
  void threeEntries() {
    database = TestDatabase.migrated();
    log = new AuditLog(new SignerDatabase(database.sources().signer()));
    log.append(
        NOW,
        "alice",
        "hold",
        Optional.of(Name.parse("example.")),
        Map.of("reason", "été: \"quoted\" \\ and 日本"));
    log.append(NOW, "bob", "migrate", Optional.empty(), Map.of());
    log.append(NOW, "alice", "resume", Optional.of(Name.parse("example.")), Map.of("n", 1.5));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void assertWhole(long entries) {
    String last = log.entries(Optional.empty(), 1).get(0).hash();
    assertThat(log.verify(Optional.empty()))
        .isEqualTo(new AuditVerdict(entries, last, Optional.empty()));
  }

  @Test
  void chainRewrittenAsAWholeLacksTheEntryNotedElsewhere() throws SQLException {
    String noted = "3:" + log.entries(Optional.empty(), 1).get(0).hash();
    assertThat(log.verify(Optional.of(noted)).whole()).isTrue();
    database.execute(
        "ALTER TABLE signer.audit DISABLE TRIGGER ALL",
        "DELETE FROM signer.audit WHERE seq = 3",
        "UPDATE signer.audit_head SET (seq, hash) = (SELECT seq, hash FROM signer.audit WHERE seq ="
            + " 2)",
        "ALTER TABLE signer.audit ENABLE TRIGGER ALL");

    assertThat(log.verify(Optional.empty()).whole()).isTrue();
    assertThat(log.verify(Optional.of(noted)).fault().orElse("none"))
        .contains("does not hold entry " + noted);
  }

  @Test
  void untouchedChainIsWhole() {
    assertWhole(3);
    assertThat(log.entries(Optional.empty(), 2))
        .extracting(AuditEntry::seq)
        .containsExactly(3L, 2L);
    assertThat(log.entries(Optional.of(Name.parse("example.")), 10))
        .extracting(AuditEntry::action)
        .containsExactly("resume", "hold");
    assertThat(log.entries(Optional.empty(), 1).get(0).at()).isEqualTo(NOW);
  }

  @Test
  void emptyChainIsWhole() {
    try (TestDatabase other = TestDatabase.migrated()) {
      AuditLog empty = new AuditLog(new SignerDatabase(other.sources().signer()));
      assertThat(empty.verify(Optional.empty()))
          .isEqualTo(new AuditVerdict(0, "0".repeat(64), Optional.empty()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE signer.audit SET actor = 'mallory' WHERE seq = 2 | entry 2 was changed",
        "UPDATE signer.audit SET details = '{\"n\": 2}' WHERE seq = 3 | entry 3 was changed",
        "UPDATE signer.audit SET at = at + interval '1 microsecond' WHERE seq = 1 | entry 1 was changed",
        "UPDATE signer.audit SET zone = NULL WHERE seq = 1 | entry 1 was changed",
        "DELETE FROM signer.audit WHERE seq = 2 | entry 2 is missing",
        "DELETE FROM signer.audit WHERE seq = 3 | ends at entry 2, but 3 were written",
        "UPDATE signer.audit SET prev_hash = hash WHERE seq = 2 | entry 2 does not follow",
        "UPDATE signer.audit SET seq = -seq WHERE seq > 1; UPDATE signer.audit SET seq = 5 + seq WHERE seq < 0 | entry 2 does not follow",
      })
  void tamperingByASuperuserIsSeen(String tampering, String fault) throws SQLException {
    database.execute(
        "ALTER TABLE signer.audit DISABLE TRIGGER ALL",
        tampering,
        "ALTER TABLE signer.audit ENABLE TRIGGER ALL");
    assertThat(log.verify(Optional.empty()).fault().orElse("none")).contains(fault);
  }

  @Test
  void entryWhoseHashIsMadeToFitBreaksTheNextOne() throws SQLException {
    database.execute(
        "ALTER TABLE signer.audit DISABLE TRIGGER ALL",
        "UPDATE signer.audit SET actor = 'mallory', hash = signer.audit_hash(seq, at, 'mallory',"
            + " action, zone, details, prev_hash) WHERE seq = 2",
        "ALTER TABLE signer.audit ENABLE TRIGGER ALL");
    assertThat(log.verify(Optional.empty()).fault().orElse("none"))
        .contains("entry 3 does not follow");
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE signer.audit SET actor = 'mallory'",
    "DELETE FROM signer.audit",
    "TRUNCATE signer.audit",
    "DELETE FROM signer.audit_head",
  })
  void entriesAreOnlyEverAdded(String change) {
    assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("only ever added");
  }

  @Test
  void plainInsertJoinsTheChainToo() throws SQLException {
    database.execute(
        "INSERT INTO signer.audit (seq, at, actor, action, details, prev_hash, hash)"
            + " VALUES (99, now(), 'psql', 'by hand', '{}', '\\x00', '\\x00')");
    assertWhole(4);
  }

  @Test
  void writersAtOnceDoNotForkTheChain() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    List<Future<Long>> numbers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      numbers.add(
          writers.submit(() -> log.append(NOW, "many", "write", Optional.empty(), Map.of())));
    }
    List<Long> seen = new ArrayList<>();
    for (Future<Long> number : numbers) {
      seen.add(number.get());
    }
    writers.shutdown();
    assertThat(seen).doesNotHaveDuplicates().hasSize(40);
    assertWhole(43);
  }
}
