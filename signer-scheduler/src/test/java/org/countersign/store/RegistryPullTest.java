package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.policy.TtlPolicy;
import org.countersign.registry.RegistryCounts;
import org.countersign.registry.RegistrySnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryPullTest {
  private static final Name ZONE = Name.parse("example.");
  private static final TtlPolicy TTL =
      new TtlPolicy(
          null, null, Duration.ofSeconds(111), Duration.ofSeconds(222), Duration.ofSeconds(333));

  private TestDatabase database;

  @BeforeEach
  void foreignRegistry() throws SQLException {
    database = TestDatabase.empty();
    database.execute(
        "CREATE SCHEMA theirs",
        "CREATE TABLE theirs.countersign_delegation"
            + " (zone text, owner text, name_server text, ttl int)",
        "CREATE TABLE theirs.countersign_glue (zone text, host text, address text, ttl int)",
        "CREATE TABLE theirs.countersign_ds (zone text, owner text, key_tag int, algorithm int,"
            + " digest_type int, digest text, ttl bigint)",
        "CREATE TABLE theirs.countersign_revision (zone text, revision bigint, changed_at"
            + " timestamptz)",
        "INSERT INTO theirs.countersign_revision VALUES ('example.', 7, '2026-01-02T03:04:05Z')");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void snapshotHoldsEveryRowWithItsOwnTtlOrThePolicys() throws SQLException {
    database.execute(
        "INSERT INTO theirs.countersign_delegation VALUES"
            + " ('example.', 'b.example.', 'ns.b.example.', 60),"
            + " ('example.', 'A.Example.', 'NS.other.', NULL),"
            + " ('other.', 'a.other.', 'ns.other.', NULL)",
        "INSERT INTO theirs.countersign_glue VALUES"
            + " ('example.', 'ns.b.example.', '192.0.2.1', NULL),"
            + " ('example.', 'ns.b.example.', '2001:db8::1', 61)",
        "INSERT INTO theirs.countersign_ds VALUES"
            + " ('example.', 'b.example.', 258, 13, 1, repeat('Ab', 20), NULL)");
    RegistrySnapshot snapshot = pulled();
    assertThat(PulledText.of(snapshot.records()))
        .containsExactly(
            "a.example. 111 NS 026e73056f7468657200",
            "b.example. 222 DS 01020d01" + "ab".repeat(20),
            "b.example. 60 NS 026e730162076578616d706c6500",
            "ns.b.example. 333 A c0000201",
            "ns.b.example. 61 AAAA 20010db8000000000000000000000001");
    assertThat(snapshot.read()).isEqualTo(new RegistryCounts(2, 1, 2));
    assertThat(snapshot.counted()).isEqualTo(snapshot.read());
    assertThat(snapshot.origin().revision()).isEqualTo(7);
    assertThat(snapshot.origin().changedAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(snapshot.origin().replicaLag()).isEmpty();
    assertThat(snapshot.origin().schemaVersion()).isEmpty();
    assertThat(snapshot.origin().id()).matches("\\d+:\\d+:.*");
  }

  @Test
  void repeatedRowsAreOneRecord() throws SQLException {
    String row = "('example.', 'a.example.', 'ns.other.', NULL)";
    database.execute("INSERT INTO theirs.countersign_delegation VALUES " + row + ", " + row);
    String ds = "('example.', 'a.example.', 1, 13, 1, repeat('ab', 20), NULL)";
    database.execute("INSERT INTO theirs.countersign_ds VALUES " + ds + ", " + ds);
    assertThat(pulled().read()).isEqualTo(new RegistryCounts(1, 1, 0));
    assertThat(pulled().counted()).isEqualTo(new RegistryCounts(1, 1, 0));
  }

  @Test
  void everyBadRowIsAFindingAndNothingIsBuilt() throws SQLException {
    database.execute(
        "INSERT INTO theirs.countersign_delegation VALUES"
            + " ('example.', 'good.example.', 'ns.other.', NULL),"
            + " ('example.', 'out.of.zone.', 'ns.other.', NULL),"
            + " ('example.', 'example.', 'ns.other.', NULL),"
            + " ('example.', 'notexample.', 'ns.other.', NULL),"
            + " ('example.', 'a..example.', 'ns.other.', NULL),"
            + " ('example.', 'a b.example.', 'ns.other.', NULL),"
            + " ('example.', 'c.example.', 'ns..', NULL),"
            + " ('example.', 'd.example.', NULL, NULL),"
            + " ('example.', NULL, 'ns.other.', NULL),"
            + " ('example.', 'e.example.', 'ns.other.', -1)",
        "INSERT INTO theirs.countersign_ds VALUES"
            + " ('example.', 'good.example.', 1, 13, 2, 'zz', NULL),"
            + " ('example.', 'good.example.', 1, 13, 2, repeat('ab', 31), NULL),"
            + " ('example.', 'good.example.', 1, 13, 4, repeat('ab', 32), NULL),"
            + " ('example.', 'good.example.', 1, 13, 9, '', NULL),"
            + " ('example.', 'good.example.', 65536, 13, 1, repeat('ab', 20), NULL),"
            + " ('example.', 'good.example.', 1, 0, 1, repeat('ab', 20), NULL),"
            + " ('example.', 'good.example.', 1, 13, NULL, repeat('ab', 20), NULL)",
        "INSERT INTO theirs.countersign_glue VALUES"
            + " ('example.', 'ns.good.example.', '192.0.2.256', NULL),"
            + " ('example.', 'ns.good.example.', '2001:db8::1::2', NULL)");
    List<Finding> findings = refused();
    assertThat(findings).hasSize(18).allMatch(f -> f.rule() == RuleId.NAMES_SANE && f.refuses());
    assertThat(findings)
        .extracting(Finding::toString)
        .anyMatch(f -> f.contains("out.of.zone. NS") && f.contains("not below example."))
        .anyMatch(f -> f.contains("31 octets, and digest type 2 has 32"))
        .anyMatch(f -> f.contains("key tag 65536, needed is 0 to 65535"))
        .anyMatch(f -> f.contains("192.0.2.256"));
  }

  @Test
  void findingsAreCapped() throws SQLException {
    database.execute(
        "INSERT INTO theirs.countersign_delegation"
            + " SELECT 'example.', 'n' || n || '.elsewhere.', 'ns.other.', NULL"
            + " FROM generate_series(1, 250) n");
    List<Finding> findings = refused();
    assertThat(findings).hasSize(BadRows.SHOWN + 1);
    assertThat(findings.get(BadRows.SHOWN).message()).startsWith("and 150 more");
  }

  @Test
  void missingViewsAreAllNamedWithWhatToDo() throws SQLException {
    database.execute("DROP TABLE theirs.countersign_ds, theirs.countersign_glue");
    assertThatThrownBy(this::pull)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no view theirs.countersign_glue, theirs.countersign_ds")
        .hasMessageContaining("countersign migrate");
  }

  @Test
  void viewWithoutAColumnIsNamed() throws SQLException {
    database.execute("ALTER TABLE theirs.countersign_ds DROP COLUMN ttl");
    assertThatThrownBy(this::pull)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("reading countersign_ds failed")
        .hasMessageContaining("\"ttl\"");
  }

  @Test
  void zoneTheRegistryDoesNotKnowIsNamed() {
    RegistryPull pull = new RegistryPull(database.sources().registry(), "theirs");
    assertThatThrownBy(() -> pull.pull(Name.parse("unknown."), TTL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the registry has no zone unknown.");
  }

  @Test
  void connectionIsFitForUseAfterAFailedPull() throws SQLException {
    database.execute("ALTER TABLE theirs.countersign_ds DROP COLUMN ttl");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::pull).isInstanceOf(StoreException.class);
    }
    database.execute("ALTER TABLE theirs.countersign_ds ADD COLUMN ttl int");
    assertThat(pull()).isInstanceOf(PullResult.Pulled.class);
  }

  @Test
  void registryPoolCannotWrite() {
    assertThatThrownBy(
            () -> {
              try (var connection = database.sources().registry().getConnection();
                  var statement = connection.createStatement()) {
                statement.execute("DELETE FROM theirs.countersign_ds");
              }
            })
        .hasMessageContaining("read-only transaction");
  }

  private PullResult pull() {
    return new RegistryPull(database.sources().registry(), "theirs").pull(ZONE, TTL);
  }

  private RegistrySnapshot pulled() {
    return ((PullResult.Pulled) pull()).snapshot();
  }

  private List<Finding> refused() {
    return ((PullResult.Refused) pull()).findings();
  }
}
