package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.countersign.store.OwnServer;
import org.countersign.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes, a stream of changes in the registry, and every few seconds a node or PostgreSQL is
 * killed. Ten minutes, or as many seconds as {@code -Dcountersign.soak.seconds} says; {@code
 * -Dcountersign.soak.seed} repeats a run's choices.
 */
@Tag("soak")
class SoakTest {
  private static final long SECONDS = Long.getLong("countersign.soak.seconds", 600);
  private static final int KEEP = 5;

  /** While nothing can run, changes gather: here that is what is wanted. */
  private static final String CHURN =
      "gate: {churn: {delegations: {floor: 100}, ds: {floor: 100}, glue: {floor: 100}}}\n";

  private static final int MOST_THREADS = 120;
  private static final int MOST_FILES = 250;
  private static final int MOST_CONNECTIONS = 45;

  @TempDir Path directory;
  private final long seed = Long.getLong("countersign.soak.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<ServeProcess> nodes = new ArrayList<>();
  private Site site;

  @Test
  void whateverIsKilledReleasedZonesEqualTheRegistryInTheEnd() throws Exception {
    try (OwnServer server = new OwnServer(directory.resolve("server"));
        TestDatabase database = TestDatabase.on(server.config());
        Site made = new Site(directory, database).withZone()) {
      site = made;
      site.configure(
          "keepReleases: " + KEEP + "\nservice: {lease: 4s, poll: 1s}\nhttp: {port: 0}\n");
      site.policy(Site.POLICY + CHURN);
      site.released();
      try {
        nodes.add(ServeProcess.start(site.config()));
        nodes.add(ServeProcess.start(site.config()));
        trouble(server);
        settled();
      } finally {
        for (ServeProcess node : nodes) {
          node.close();
        }
      }
    }
  }

  private void trouble(OwnServer server) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    long next = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      change();
      Thread.sleep(200);
      if (System.nanoTime() > next) {
        kill(server);
        next = System.nanoTime() + Duration.ofSeconds(8 + random.nextInt(10)).toNanos();
      }
    }
  }

  private void change() {
    String name = "'d" + (1 + random.nextInt(Site.DELEGATIONS)) + ".example.'";
    String held = random.nextBoolean() ? "'{serverHold}'" : "'{}'";
    try {
      site.database.execute(
          "UPDATE registry.domain SET statuses = " + held + " WHERE name = " + name);
    } catch (SQLException e) {
      // the connection died with the server: the next change takes another
    }
  }

  private void kill(OwnServer server) throws Exception {
    if (random.nextInt(3) == 0) {
      server.stop();
      Thread.sleep(random.nextInt(3000));
      server.start();
      return;
    }
    int which = random.nextInt(nodes.size());
    nodes.get(which).close(); // SIGKILL
    nodes.set(which, ServeProcess.begin(site.config()));
  }

  private void settled() throws Exception {
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptions()
          .until(() -> released().equals(registered()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ": released "
              + released()
              + ", registered "
              + registered()
              + "\n"
              + site.database.rows(
                  "SELECT r::text FROM signer.run r ORDER BY started_at DESC LIMIT 5")
              + site.database.rows(
                  "SELECT f::text FROM signer.finding f ORDER BY finding_id DESC LIMIT 5")
              + site.database.rows("SELECT d::text FROM signer.due_work d")
              + nodes.get(0).log()
              + nodes.get(1).log(),
          e);
    }
    List<String> serials = site.database.rows("SELECT serial FROM signer.release ORDER BY ordinal");
    assertThat(serials).as("seed %d", seed).doesNotHaveDuplicates().hasSizeGreaterThan(3);
    assertThat(site.run("audit", "verify").exit()).isZero();
    Verifiers.accept(site.current(), "example.");
    for (ServeProcess node : nodes) {
      node.await(() -> node.line("works").isPresent());
      assertThat(count(Path.of("/proc/" + node.pid() + "/task"))).isLessThan(MOST_THREADS);
      assertThat(count(Path.of("/proc/" + node.pid() + "/fd"))).isLessThan(MOST_FILES);
    }
    assertThat(
            site.database.rows(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))
        .allMatch(count -> Integer.parseInt(count) < MOST_CONNECTIONS);
    for (ServeProcess node : nodes) {
      assertThat(node.stop()).as(node::log).isZero();
    }
    assertThat(site.candidates()).isEmpty();
    assertThat(count(site.data.resolve("zones/example/releases"))).isLessThanOrEqualTo(KEEP + 1);
  }

  /** The delegated names in the published zone. */
  private TreeSet<String> released() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(site.current())) {
      String[] fields = line.split("\t");
      if (line.contains("\tNS\t") && fields[0].matches("d\\d+\\.example\\.")) {
        names.add(fields[0]);
      }
    }
    return names;
  }

  private TreeSet<String> registered() throws SQLException {
    return new TreeSet<>(
        site.database.rows(
            "SELECT DISTINCT owner FROM registry.countersign_delegation WHERE zone = 'example.'"));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
