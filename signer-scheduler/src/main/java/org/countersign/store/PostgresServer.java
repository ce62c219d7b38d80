package org.countersign.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The PostgreSQL server of one embedded database: its cluster, its start and its stop. */
final class PostgresServer {
  static final String USER = "countersign";

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=50",
          "shared_buffers=256MB",
          "work_mem=32MB",
          "maintenance_work_mem=128MB",
          "max_wal_size=2GB",
          "checkpoint_timeout=15min",
          "log_timezone=UTC",
          "timezone=UTC");

  private final Path home;
  private final Path programs;
  private final Path cluster;
  private final Path log;
  private final ProgramRunner runner;
  private final List<String> settings = new ArrayList<>(SETTINGS);

  /**
   * @param settings in addition to ours, {@code name=value}
   */
  PostgresServer(Path home, List<String> settings) throws IOException {
    this.settings.addAll(settings);
    this.home = home;
    this.programs = PostgresBinaries.in(home);
    this.cluster = home.resolve("cluster");
    this.log = home.resolve("server.log");
    this.runner = ProgramRunner.in(home);
  }

  /** Makes the cluster where there is none; passwords only, on no socket but the port. */
  void initialise(Path password) throws IOException {
    if (Files.exists(cluster)) {
      return;
    }
    Path unfinished = home.resolve("cluster.new");
    DirectoryTree.delete(unfinished);
    must(
        "be initialised",
        List.of(
            program("initdb"),
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums"));
    Files.move(unfinished, cluster);
  }

  /** The port in the server's own note, which a killed server leaves behind. */
  OptionalInt notedPort() throws IOException {
    Path note = cluster.resolve("postmaster.pid");
    if (!Files.exists(note)) {
      return OptionalInt.empty();
    }
    List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
    return lines.size() < 4
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(lines.get(3).strip()));
  }

  /** Starts the server and returns its port once it takes connections. */
  int start() throws IOException {
    if (Files.exists(log)) {
      Files.move(log, home.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      StringBuilder options = new StringBuilder("-p " + port);
      settings.forEach(setting -> options.append(" -c ").append(setting));
      var outcome =
          runner.run(
              List.of(
                  program("pg_ctl"),
                  "--pgdata=" + cluster,
                  "--log=" + log,
                  "--wait",
                  "--timeout=60",
                  "--options=" + options,
                  "start"));
      if (outcome.exitCode() == 0) {
        return port;
      }
      String said = tail();
      if (attempt == 3 || !said.contains("Address already in use")) {
        throw new StoreException(
            "the embedded PostgreSQL in "
                + home
                + " does not start: "
                + (said.isEmpty() ? outcome.output().strip() : said)
                + " (its log: "
                + log
                + ")");
      }
    }
  }

  void stop() throws IOException {
    must(
        "be stopped",
        List.of(
            program("pg_ctl"),
            "--pgdata=" + cluster,
            "--mode=fast",
            "--wait",
            "--timeout=60",
            "stop"));
  }

  private void must(String what, List<String> command) throws IOException {
    var outcome = runner.run(command);
    if (outcome.exitCode() != 0) {
      throw new StoreException(
          "the embedded PostgreSQL in "
              + home
              + " cannot "
              + what
              + ": "
              + outcome.output().strip());
    }
  }

  private String program(String name) {
    return programs.resolve(name).toString();
  }

  private String tail() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip().lines().toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
