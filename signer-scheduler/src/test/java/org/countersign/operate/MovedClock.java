package org.countersign.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.store.TestDatabase;
import org.countersign.testing.OutsideTool;

/**
 * A clock that a test moves: of the commands, of the signer's database, and by libfaketime of
 * programs started with its environment.
 */
final class MovedClock {
  private final Path file;
  private final TestDatabase database;
  private Duration ahead = Duration.ZERO;

  MovedClock(Path directory, TestDatabase database) throws Exception {
    this.file = directory.resolve("faketime");
    this.database = database;
    move(Duration.ZERO);
  }

  Clock clock() {
    return Clock.offset(Clock.systemUTC(), ahead);
  }

  Duration ahead() {
    return ahead;
  }

  /** Moves everybody's clock on. */
  void move(Duration by) throws SQLException {
    ahead = ahead.plus(by);
    database.execute(
        "CREATE OR REPLACE FUNCTION signer.clock() RETURNS timestamptz LANGUAGE sql VOLATILE RETURN"
            + " clock_timestamp() + interval '"
            + ahead.toSeconds()
            + " seconds'");
    try {
      // renamed into place: who reads it meanwhile finds the one or the other
      Path next = Files.writeString(file.resolveSibling("faketime.next"), "+" + ahead.toSeconds());
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program's environment needs to follow. */
  Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", library().toString());
    environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
    environment.put("FAKETIME_NO_CACHE", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1"); // its timers are to run on
    environment.put("DONT_FAKE_MONOTONIC", "1");
    return environment;
  }

  private static Path library() throws IOException {
    OutsideTool.demand("faketime");
    for (Path root : List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"))) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> found =
            Files.find(root, 3, (p, a) -> p.endsWith("faketime/libfaketimeMT.so.1"))) {
          var library = found.findFirst();
          if (library.isPresent()) {
            return library.get();
          }
        }
      }
    }
    throw new IOException("faketime is installed, and its library is not where Debian has it");
  }
}
