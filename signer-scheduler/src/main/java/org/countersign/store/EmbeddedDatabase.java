package org.countersign.store;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.countersign.keys.Secret;

/**
 * A PostgreSQL that lives in the data directory, for those who have configured none: initialised at
 * the first use, started by the first process that needs it, stopped by the last that used it. It
 * listens on the loopback address only and asks for a password that stands in a file only its owner
 * may read.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DATABASE = "countersign";
  private static final Map<Path, EmbeddedDatabase> OPEN = new HashMap<>();

  private final Path home;
  private final HomeLock lock;
  private final PostgresServer server;
  private final DatabaseConfig config;
  private final Thread atExit = new Thread(this::leave, "embedded-database-stop");
  private int uses = 1;

  private EmbeddedDatabase(Path home, HomeLock lock, PostgresServer server, DatabaseConfig config) {
    this.home = home;
    this.lock = lock;
    this.server = server;
    this.config = config;
  }

  /**
   * Opens the database in {@code dataDirectory}, which is made where it is missing. Each open is
   * matched by a close, also within one process.
   *
   * @throws StoreException if the server cannot be started or reached
   */
  public static EmbeddedDatabase open(Path dataDirectory) {
    return open(dataDirectory, List.of());
  }

  /** With settings of the server, {@code name=value}, where it is not running yet. */
  static EmbeddedDatabase open(Path dataDirectory, List<String> settings) {
    synchronized (OPEN) {
      try {
        Path home = EmbeddedHome.in(dataDirectory);
        EmbeddedDatabase open = OPEN.get(home);
        if (open != null) {
          open.uses++;
          return open;
        }
        open = start(home, settings);
        OPEN.put(home, open);
        Runtime.getRuntime().addShutdownHook(open.atExit);
        return open;
      } catch (IOException e) {
        throw new StoreException(
            "the embedded PostgreSQL in " + dataDirectory + " cannot be opened: " + e, e);
      }
    }
  }

  private static EmbeddedDatabase start(Path home, List<String> settings) throws IOException {
    HomeLock lock = HomeLock.in(home);
    try (FileLock turn = lock.turn()) {
      Secret password = PasswordFile.in(home);
      PostgresServer server = new PostgresServer(home, settings);
      server.initialise(home.resolve(PasswordFile.NAME));
      var noted = server.notedPort();
      boolean running =
          noted.isPresent() && isOurs(config(noted.getAsInt(), "postgres", password), home);
      int port = running ? noted.getAsInt() : server.start();
      createDatabase(config(port, "postgres", password));
      lock.use();
      return new EmbeddedDatabase(home, lock, server, config(port, DATABASE, password));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static DatabaseConfig config(int port, String database, Secret password) {
    return new DatabaseConfig(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, PostgresServer.USER, password);
  }

  /** Whether the server there takes our password and serves our cluster. */
  private static boolean isOurs(DatabaseConfig config, Path home) {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      return row.next() && Path.of(row.getString(1)).equals(home.resolve("cluster"));
    } catch (SQLException e) {
      return false; // a note left by a killed server: the port is nobody's or another's
    }
  }

  private static void createDatabase(DatabaseConfig config) {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (row.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    } catch (SQLException e) {
      throw new StoreException(
          "the embedded PostgreSQL does not take connections: " + e.getMessage(), e);
    }
  }

  private static Connection connect(DatabaseConfig config) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", new String(config.password().reveal()));
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(config.url(), properties);
  }

  /** How to reach it. */
  public DatabaseConfig config() {
    return config;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (--uses > 0) {
        return;
      }
      OPEN.remove(home);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the process is ending, and the hook does the rest
    }
    leave();
  }

  private void leave() {
    try (lock;
        FileLock turn = lock.turn()) {
      if (lock.leave()) {
        server.stop();
      }
    } catch (IOException e) {
      throw new StoreException("the embedded PostgreSQL in " + home + " cannot be left: " + e, e);
    }
  }
}
