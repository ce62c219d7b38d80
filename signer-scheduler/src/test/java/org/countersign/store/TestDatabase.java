package org.countersign.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.migrations.Migrations;
import org.countersign.migrations.SchemaSet;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated database of one's own on the embedded PostgreSQL, which all tests of a JVM share and
 * which stays in the build directory for the next run.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final DatabaseConfig config;
  private final DataSources sources;

  private TestDatabase(DatabaseConfig config) {
    this.config = config;
    this.sources = DataSources.open(config, config);
  }

  public static TestDatabase migrated() {
    return copyOf(Server.TEMPLATE);
  }

  /** A database of somebody's own server, migrated. */
  public static TestDatabase on(DatabaseConfig config) {
    TestDatabase database = new TestDatabase(config);
    Migrations.migrate(database.sources.registryForWriting(), SchemaSet.ALL);
    return database;
  }

  public static TestDatabase empty() {
    return copyOf("template0");
  }

  private static TestDatabase copyOf(String template) {
    String name = "test_" + ProcessHandle.current().pid() + "_" + NEXT.incrementAndGet();
    Server.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(Server.config(name));
  }

  public DatabaseConfig config() {
    return config;
  }

  DataSources sources() {
    return sources;
  }

  /** Runs statements past the read-only pool. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = sources.signer().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, columns joined by a blank. */
  public List<String> rows(String sql) throws SQLException {
    List<String> out = new ArrayList<>();
    try (Connection connection = sources.signer().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        out.add(String.join(" ", row));
      }
    }
    return out;
  }

  @Override
  public void close() {
    sources.close();
  }

  private static final class Server {
    private static final EmbeddedDatabase RUNNING =
        EmbeddedDatabase.open(
            Path.of("target", "embedded"), List.of("fsync=off", "full_page_writes=off"));
    private static final String TEMPLATE = template();

    /** Sweeps up after earlier runs, then migrates a database that each test copies. */
    private static String template() {
      List<String> left = new ArrayList<>();
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT d.datname FROM pg_database d WHERE datname ~ '^(test|template)_\\d' AND"
                      + " NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname ="
                      + " d.datname)")) {
        while (rows.next()) {
          left.add(rows.getString(1));
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      left.forEach(name -> execute("DROP DATABASE IF EXISTS " + name));
      String template = "template_" + ProcessHandle.current().pid();
      execute("CREATE DATABASE " + template);
      PGSimpleDataSource source = new PGSimpleDataSource();
      DatabaseConfig config = config(template);
      source.setUrl(config.url());
      source.setUser(config.user());
      source.setPassword(new String(config.password().reveal()));
      Migrations.migrate(source, SchemaSet.ALL);
      return template;
    }

    static DatabaseConfig config(String database) {
      DatabaseConfig base = RUNNING.config();
      String url = base.url().substring(0, base.url().lastIndexOf('/') + 1) + database;
      return new DatabaseConfig(url, base.user(), base.password());
    }

    static void execute(String sql) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Connection connect() throws SQLException {
      DatabaseConfig config = RUNNING.config();
      return DriverManager.getConnection(
          config.url(), config.user(), new String(config.password().reveal()));
    }
  }
}
