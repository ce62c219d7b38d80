package org.countersign.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RevisionConcurrencyTest {
  @Test
  void transactionThatCommitsLateStillMovesTheRevisionAndBlocksNobody() throws SQLException {
    DataSource database = TestDatabase.empty();
    Migrations.migrate(database, Set.of(SchemaSet.REGISTRY));
    try (Connection early = database.getConnection();
        Connection late = database.getConnection();
        Connection reader = database.getConnection()) {
      execute(reader, "INSERT INTO registry.zone VALUES ('example.')");
      execute(early, "SET lock_timeout = '1s'");
      late.setAutoCommit(false);
      insert(late, "late.example.");
      insert(early, "early.example.");
      long afterEarly = revision(reader);
      late.commit();
      assertThat(afterEarly).isEqualTo(1);
      assertThat(revision(reader)).isEqualTo(2);
    }
  }

  private static void insert(Connection connection, String name) throws SQLException {
    execute(
        connection, "INSERT INTO registry.domain (zone, name) VALUES ('example.', '" + name + "')");
  }

  private static long revision(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT revision FROM registry.countersign_revision")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
