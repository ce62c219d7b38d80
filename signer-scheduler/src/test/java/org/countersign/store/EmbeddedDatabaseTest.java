package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.countersign.keys.Secret;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** In order, on one directory: to initialise a cluster for each test would cost seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedDatabaseTest {
  @TempDir static Path directory;

  @Test
  @Order(1)
  void dataOutlivesTheServer() throws SQLException {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(directory)) {
      execute(database.config(), "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.open(directory)) {
      assertThat(ask(database.config(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  @Order(2)
  void onlyThePasswordOpensThePort() throws Exception {
    Path file = directory.resolve("postgres/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (EmbeddedDatabase database = EmbeddedDatabase.open(directory)) {
      DatabaseConfig wrong =
          new DatabaseConfig(
              database.config().url(),
              database.config().user(),
              Secret.copyOf("guess".toCharArray()));
      assertThatThrownBy(() -> ask(wrong, "SELECT 1"))
          .hasMessageContaining("password authentication failed");
      assertThat(ask(database.config(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database.config(), "SHOW fsync")).isEqualTo("on");
      assertThat(
              ask(
                  database.config(),
                  "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
    }
  }

  @Test
  @Order(3)
  void secondUseInOneProcessSharesTheServer() throws SQLException {
    EmbeddedDatabase first = EmbeddedDatabase.open(directory);
    EmbeddedDatabase second = EmbeddedDatabase.open(directory);
    first.close();
    assertThat(ask(second.config(), "SELECT 1")).isEqualTo("1");
    second.close();
    assertThatThrownBy(() -> ask(second.config(), "SELECT 1")).hasMessageContaining("refused");
  }

  @Test
  @Order(4)
  void lastProcessThatUsesTheServerStopsIt() throws Exception {
    Process other = EmbeddedDatabaseProcess.start(directory);
    String url = EmbeddedDatabaseProcess.url(other);
    EmbeddedDatabase ours = EmbeddedDatabase.open(directory);
    assertThat(ours.config().url()).isEqualTo(url);
    other.getOutputStream().close();
    assertThat(other.waitFor()).isZero();
    assertThat(ask(ours.config(), "SELECT 1")).isEqualTo("1");
    ours.close();
    assertThatThrownBy(() -> ask(ours.config(), "SELECT 1")).hasMessageContaining("refused");
  }

  @Test
  @Order(5)
  void serverOfAKilledProcessIsTakenOver() throws Exception {
    Process other = EmbeddedDatabaseProcess.start(directory);
    String url = EmbeddedDatabaseProcess.url(other);
    other.destroyForcibly().waitFor();
    EmbeddedDatabase ours = EmbeddedDatabase.open(directory);
    assertThat(ours.config().url()).isEqualTo(url);
    ours.close();
    assertThatThrownBy(() -> ask(ours.config(), "SELECT 1")).hasMessageContaining("refused");
  }

  @Test
  @Order(6)
  void killedServerRecovers() throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.open(directory);
    Path note = directory.resolve("postgres/cluster/postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(note).get(0));
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().get();
    assertThatThrownBy(database::close).isInstanceOf(StoreException.class);
    try (EmbeddedDatabase again = EmbeddedDatabase.open(directory)) {
      assertThat(ask(again.config(), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  @Order(7)
  void clusterOfAnotherVersionIsSaidToBeOne() throws Exception {
    Files.writeString(directory.resolve("postgres/cluster/PG_VERSION"), "9\n");
    assertThatThrownBy(() -> EmbeddedDatabase.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not start")
        .hasMessageContaining("version");
  }

  @Test
  @Order(8)
  void directoryThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedDatabase.open(file.resolve("data")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  private static void execute(DatabaseConfig config, String sql) throws SQLException {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(DatabaseConfig config, String sql) throws SQLException {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(DatabaseConfig config) throws SQLException {
    return DriverManager.getConnection(
        config.url(), config.user(), new String(config.password().reveal()));
  }
}
