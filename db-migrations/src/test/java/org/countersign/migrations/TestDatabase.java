package org.countersign.migrations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL for the test JVM; each caller gets an empty database of its own. */
final class TestDatabase {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private static final String NO_USER =
      "PostgreSQL does not run as root, and `unshare -U` is not allowed here; run as another user";
  private static final boolean HAS_USER =
      !"root".equals(System.getProperty("user.name")) || succeeds("unshare", "-U", "true");

  private TestDatabase() {}

  static DataSource empty() throws SQLException {
    demandAUserForPostgres();
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return Server.RUNNING.getDatabase("postgres", name);
  }

  /** As root the server needs a user namespace, which containers and chroots may forbid. */
  private static void demandAUserForPostgres() {
    if (!HAS_USER && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(NO_USER + "; with CI=true this test must run");
    }
    assumeTrue(HAS_USER, NO_USER);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // the program is not there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
            .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
