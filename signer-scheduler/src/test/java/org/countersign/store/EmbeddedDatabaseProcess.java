package org.countersign.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that opens the database, says so, and closes it when its input ends. */
final class EmbeddedDatabaseProcess {
  private EmbeddedDatabaseProcess() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(args[0]))) {
      System.out.println(database.config().url());
      System.out.flush();
      while (System.in.read() >= 0) {
        // until the test closes our input
      }
    }
  }

  /** The address the process says, whatever else it prints before. */
  static String url(Process process) throws Exception {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith("jdbc:")) {
      line = lines.readLine();
    }
    return line;
  }

  static Process start(Path directory) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedDatabaseProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
