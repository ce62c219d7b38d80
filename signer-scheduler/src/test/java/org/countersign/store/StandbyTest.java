package org.countersign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.countersign.dns.Name;
import org.countersign.migrations.Migrations;
import org.countersign.migrations.SchemaSet;
import org.countersign.policy.Policy;
import org.countersign.registry.SnapshotOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real standby: a copy of a primary's cluster that replays the primary's log. */
class StandbyTest {
  @TempDir Path directory;

  @Test
  void ageOfAStandbyIsToldOnceItHasReplayedATransaction() throws Exception {
    Path primaryHome = directory.resolve("primary");
    try (EmbeddedDatabase primary = EmbeddedDatabase.open(primaryHome)) {
      try (DataSources sources = DataSources.open(primary.config(), primary.config())) {
        Migrations.migrate(sources.registryForWriting(), Set.of(SchemaSet.REGISTRY));
        execute(sources, "INSERT INTO registry.zone VALUES ('example.')");
      }
    }
    Path standbyHome = directory.resolve("standby");
    copy(
        primaryHome.toRealPath().resolve("postgres").toRealPath(), standbyHome.resolve("postgres"));
    Path cluster = standbyHome.resolve("postgres/cluster");
    Files.createFile(cluster.resolve("standby.signal"));
    String log = primaryHome.resolve("postgres/cluster/pg_wal").toRealPath().toString();
    try (EmbeddedDatabase primary = EmbeddedDatabase.open(primaryHome);
        EmbeddedDatabase standby =
            EmbeddedDatabase.open(
                standbyHome,
                List.of(
                    "wal_retrieve_retry_interval=100ms",
                    "restore_command='cp " + log + "/%f %p'"));
        DataSources from = DataSources.open(primary.config(), primary.config());
        DataSources to = DataSources.open(standby.config(), standby.config())) {
      assertThatThrownBy(() -> pull(to))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("a standby that has replayed no transaction");

      execute(
          from,
          "INSERT INTO registry.domain (zone, name) VALUES ('example.', 'a.example.')",
          "SELECT pg_switch_wal()");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> pull(to).revision() == 1);
      assertThat(pull(to).replicaLag()).hasValueSatisfying(lag -> assertThat(lag).isPositive());
      assertThat(pull(from).replicaLag()).isEmpty();
    }
  }

  private static SnapshotOrigin pull(DataSources sources) {
    PullResult result =
        new RegistryPull(sources.registry(), "registry")
            .pull(Name.parse("example."), Policy.defaults().ttl());
    return ((PullResult.Pulled) result).snapshot().origin();
  }

  private static void execute(DataSources sources, String... statements) throws SQLException {
    try (Connection connection = sources.registryForWriting().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(from)) {
      all = paths.toList();
    }
    Files.createDirectories(to.getParent());
    for (Path path : all) {
      Files.copy(
          path,
          to.resolve(from.relativize(path).toString()),
          LinkOption.NOFOLLOW_LINKS,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
