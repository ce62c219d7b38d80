package org.countersign.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private DataSource database;

  @BeforeEach
  void emptyDatabase() throws SQLException {
    database = TestDatabase.empty();
  }

  @Test
  void migratesOnceAndThenFindsNothingToDo() {
    assertThat(Migrations.migrate(database, SchemaSet.ALL)).contains("signer 003 zone");
    assertThat(Migrations.migrate(database, SchemaSet.ALL)).isEmpty();
    assertThatCode(() -> Migrations.check(database, SchemaSet.ALL)).doesNotThrowAnyException();
  }

  @Test
  void signersDatabaseNeedsNoRegistry() throws SQLException {
    Migrations.migrate(database, SchemaSet.SIGNER_DATABASE);
    Migrations.check(database, SchemaSet.SIGNER_DATABASE);
    assertThat(Migrations.version(database, SchemaSet.REGISTRY).found()).isEmpty();
  }

  @Test
  void databaseWithoutSchemaIsToldToMigrate() {
    assertThatThrownBy(() -> Migrations.check(database, SchemaSet.ALL))
        .isInstanceOf(SchemaException.class)
        .hasMessageMatching(
            "schema registry: version none found, \\d+ needed: run `countersign migrate`");
  }

  @Test
  void olderSchemaIsToldToMigrate() throws SQLException {
    Migrations.migrate(database, SchemaSet.ALL);
    execute("DELETE FROM signer.schema_history WHERE version::int > 3");
    assertThatThrownBy(() -> Migrations.check(database, SchemaSet.ALL))
        .hasMessageMatching(
            "schema signer: version 3 found, \\d+ needed: run `countersign migrate`");
  }

  @Test
  void schemaOfANewerBuildIsLeftAlone() throws SQLException {
    Migrations.migrate(database, SchemaSet.ALL);
    execute(
        "INSERT INTO quartz.schema_history SELECT 99, '099', 'later', 'SQL', 'V099__later.sql', 1,"
            + " 'x', now(), 1, true");
    assertThatThrownBy(() -> Migrations.check(database, Set.of(SchemaSet.QUARTZ)))
        .hasMessageContaining("version 99 found, but this build knows only up to");
  }

  @Test
  void changedMigrationIsRefused() throws SQLException {
    Migrations.migrate(database, SchemaSet.ALL);
    execute("UPDATE registry.schema_history SET checksum = checksum + 1 WHERE version = '003'");
    assertThatThrownBy(() -> Migrations.migrate(database, SchemaSet.ALL))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("schema registry cannot be migrated");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
