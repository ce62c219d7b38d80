package org.countersign.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRulesTest {
  private Connection connection;

  @BeforeEach
  void registryWithOneDelegation() throws SQLException {
    DataSource database = TestDatabase.empty();
    Migrations.migrate(database, Set.of(SchemaSet.REGISTRY));
    connection = database.getConnection();
    execute("SET search_path = registry");
    execute("INSERT INTO zone VALUES ('example.')");
    execute("INSERT INTO domain (zone, name) VALUES ('example.', 'a.example.')");
    execute("INSERT INTO host (name) VALUES ('ns.a.example.'), ('ns.other.')");
    execute("INSERT INTO domain_host VALUES (1, 1), (1, 2)");
    execute("INSERT INTO host_address VALUES (1, '192.0.2.1'), (1, '2001:db8::1')");
    execute("INSERT INTO ds_data VALUES (1, 1, 13, 2, decode(repeat('ab', 32), 'hex'))");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void viewsShowThePublishedDelegation() throws SQLException {
    assertThat(rows("SELECT owner, name_server FROM countersign_delegation ORDER BY 2"))
        .containsExactly("a.example. ns.a.example.", "a.example. ns.other.");
    assertThat(rows("SELECT host, address FROM countersign_glue ORDER BY 2"))
        .containsExactly("ns.a.example. 192.0.2.1", "ns.a.example. 2001:db8::1");
    assertThat(rows("SELECT owner, key_tag, digest_type FROM countersign_ds"))
        .containsExactly("a.example. 1 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientHold", "serverHold", "pendingDelete", "pendingCreate"})
  void heldDomainIsInNoView(String status) throws SQLException {
    execute("UPDATE domain SET statuses = '{" + status + ",clientTransferProhibited}'");
    for (String view : List.of("delegation", "glue", "ds")) {
      assertThat(rows("SELECT * FROM countersign_" + view)).isEmpty();
    }
  }

  @Test
  void prohibitionsDoNotUnpublish() throws SQLException {
    execute("UPDATE domain SET statuses = '{serverUpdateProhibited,clientTransferProhibited}'");
    assertThat(rows("SELECT * FROM countersign_delegation")).hasSize(2);
  }

  @Test
  void dsOfADomainWithoutNameServersIsNotShown() throws SQLException {
    execute("DELETE FROM domain_host");
    assertThat(rows("SELECT * FROM countersign_ds")).isEmpty();
  }

  @Test
  void siblingGlueIsShownWhileOnlyTheSiblingNeedsIt() throws SQLException {
    execute("INSERT INTO domain (zone, name) VALUES ('example.', 'b.example.')");
    execute("DELETE FROM domain_host WHERE host_id = 1");
    assertThat(rows("SELECT * FROM countersign_glue")).isEmpty();
    execute("INSERT INTO domain_host VALUES (2, 1)");
    assertThat(rows("SELECT DISTINCT host FROM countersign_glue")).containsExactly("ns.a.example.");
  }

  @Test
  void addressBelowAHeldDomainIsNoGlueForItsSiblings() throws SQLException {
    execute("INSERT INTO domain (zone, name) VALUES ('example.', 'b.example.')");
    execute("INSERT INTO domain_host VALUES (2, 1)");
    execute("UPDATE domain SET statuses = '{serverHold}' WHERE name = 'a.example.'");
    assertThat(rows("SELECT * FROM countersign_delegation")).hasSize(1);
    assertThat(rows("SELECT * FROM countersign_glue")).isEmpty();
  }

  @Test
  void namesAboveAreFoundBehindEscapedDots() throws SQLException {
    assertThat(rows("SELECT at_or_above('a\\.b.c\\\\.d.')"))
        .containsExactly("a\\.b.c\\\\.d.", "c\\\\.d.", "d.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE domain SET name = 'b.example.'",
        "UPDATE domain SET statuses = '{clientHold}'",
        "DELETE FROM domain",
        "DELETE FROM domain_host WHERE host_id = 2",
        "UPDATE host SET a_ttl = 60",
        "DELETE FROM host_address WHERE address = '192.0.2.1'",
        "UPDATE host_address SET address = '192.0.2.2' WHERE family = 4",
        "DELETE FROM ds_data",
        "UPDATE ds_data SET key_tag = 2",
        "TRUNCATE ds_data",
      })
  void everyRelevantChangeMovesTheRevision(String change) throws SQLException {
    long before = revision();
    execute(change);
    assertThat(revision()).isGreaterThan(before);
  }

  @Test
  void hostNobodyUsesMovesNothing() throws SQLException {
    long before = revision();
    execute("INSERT INTO host (name) VALUES ('ns.unused.')");
    execute("UPDATE host SET a_ttl = 60 WHERE name = 'ns.unused.'");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void foldingKeepsTheRevision() throws SQLException {
    long before = revision();
    execute("SELECT fold_revision('example.')");
    assertThat(revision()).isEqualTo(before);
    assertThat(rows("SELECT count(*) FROM revision_increment")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO ds_data VALUES (1, 1, 13, 1, decode(repeat('ab', 32), 'hex'))",
        "INSERT INTO ds_data VALUES (1, 1, 13, 2, decode(repeat('ab', 31), 'hex'))",
        "INSERT INTO ds_data VALUES (1, 1, 13, 4, decode(repeat('ab', 32), 'hex'))",
        "INSERT INTO ds_data VALUES (1, 65536, 13, 2, decode(repeat('ab', 32), 'hex'))",
        "INSERT INTO ds_data VALUES (1, 1, 0, 2, decode(repeat('ab', 32), 'hex'))",
        "INSERT INTO domain (zone, name) VALUES ('example.', 'b.other.')",
        "INSERT INTO domain (zone, name) VALUES ('example.', 'example.')",
        "INSERT INTO domain (zone, name) VALUES ('example.', 'bexample.')",
        "INSERT INTO domain (zone, name) VALUES ('example.', 'b\\.example.')",
        "INSERT INTO domain (zone, name) VALUES ('example.', 'a.example.')",
        "INSERT INTO domain (zone, name, statuses) VALUES ('example.', 'b.example.', '{held}')",
        "INSERT INTO domain (zone, name, statuses) VALUES ('example.', 'b.example.', '{}')",
        "INSERT INTO domain (zone, name, statuses) VALUES ('example.', 'b.example.',"
            + " '{ok,clientHold}')",
        "INSERT INTO domain (zone, name, ns_ttl) VALUES ('example.', 'b.example.', -1)",
        "INSERT INTO host_address VALUES (2, '192.0.2.0/24')",
        "DELETE FROM host",
      })
  void brokenRowIsRefused(String change) {
    assertThatThrownBy(() -> execute(change)).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A.", "a", "", "a..b.", "a b.", "a\\65.", "a\\065.", "a\\256.", "a\\xb.", "é.", ".."
      })
  void textThatIsNoCanonicalNameIsRefused(String name) {
    assertThatThrownBy(() -> insertHost(name)).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "a.",
        "_dmarc.a.",
        "*.a.",
        "a\\.b.",
        "\\000\\255.",
        "a\\\\.b.",
        "\\@.",
        "\\032.",
        "{|}~'`."
      })
  void everyCanonicalNameIsTaken(String name) {
    assertThatCode(() -> insertHost(name)).doesNotThrowAnyException();
  }

  @Test
  void labelsHave63OctetsAndNames255HoweverTheyAreWritten() throws SQLException {
    insertHost("\\000".repeat(63) + ".");
    assertThatThrownBy(() -> insertHost("a".repeat(64) + ".")).hasMessageContaining("labels");
    assertThatThrownBy(() -> insertHost("\\000".repeat(64) + ".")).hasMessageContaining("labels");
    String three = ("a".repeat(63) + ".").repeat(3);
    insertHost(three + "a".repeat(61) + ".");
    assertThatThrownBy(() -> insertHost(three + "a".repeat(62) + "."))
        .hasMessageContaining("length");
  }

  private void insertHost(String name) throws SQLException {
    try (var statement = connection.prepareStatement("INSERT INTO host (name) VALUES (?)")) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  private long revision() throws SQLException {
    return Long.parseLong(rows("SELECT revision FROM countersign_revision").get(0));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> out = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " ").append(rows.getString(i));
        }
        out.add(row.toString());
      }
    }
    return out;
  }
}
