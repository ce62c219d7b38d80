package org.countersign.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL of a test's own, which it may stop and start again at the same port. */
public final class OwnServer implements AutoCloseable {
  private final EmbeddedDatabase database;
  private final ProgramRunner runner;
  private final Path home;
  private final Path programs;

  public OwnServer(Path directory) throws IOException {
    database = EmbeddedDatabase.open(directory, List.of("fsync=off", "full_page_writes=off"));
    home = EmbeddedHome.in(directory);
    runner = ProgramRunner.in(home);
    programs = PostgresBinaries.in(home);
  }

  public DatabaseConfig config() {
    return database.config();
  }

  /** As at a power cut. */
  public void stop() throws IOException {
    control("--mode=immediate", "stop");
  }

  public void start() throws IOException {
    String url = config().url();
    String port = url.replaceFirst(".*:(\\d+)/.*", "$1");
    control(
        "--log=" + home.resolve("server.log"),
        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
        "start");
  }

  private void control(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(programs.resolve("pg_ctl").toString());
    command.add("--pgdata=" + home.resolve("cluster"));
    command.add("--wait");
    command.addAll(List.of(arguments));
    var outcome = runner.run(command);
    if (outcome.exitCode() != 0) {
      throw new IOException(outcome.output());
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
