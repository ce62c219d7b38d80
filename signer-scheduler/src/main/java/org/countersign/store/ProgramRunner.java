package org.countersign.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs as a user they accept; they refuse to run as root. */
final class ProgramRunner {
  private static final int NOBODY = 65534;

  private final Path home;
  private final List<String> prefix;

  private ProgramRunner(Path home, List<String> prefix) {
    this.home = home;
    this.prefix = prefix;
  }

  /**
   * @param home a directory of ours, for what the programs print
   * @throws StoreException if we are root, or a user without a name, and cannot be another
   */
  static ProgramRunner in(Path home) throws IOException {
    ProgramRunner plain = new ProgramRunner(home, List.of());
    boolean root = plain.isRoot();
    if (!root && plain.run(List.of("id", "-un")).exitCode() == 0) {
      return plain;
    }
    ProgramRunner unshared = unshared(home);
    if (unshared.isUnprivileged()) {
      return unshared;
    }
    if (root) {
      String nobody = Integer.toString(NOBODY);
      DirectoryTree.giveTo(home, NOBODY, NOBODY);
      ProgramRunner dropped =
          new ProgramRunner(
              home, List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups"));
      if (dropped.run(List.of("ls", home.toString())).exitCode() == 0) {
        return dropped;
      }
    }
    throw new StoreException(
        "PostgreSQL runs neither as root nor as a user id without a name; becoming another user"
            + " was tried with `unshare -U` and, as root, `setpriv` (util-linux), and neither can"
            + " use "
            + home
            + ": run as a normal user, or configure a database of your own");
  }

  /**
   * Whether {@link #in} can only become the user nobody, who owns nothing and may not pass every
   * directory.
   *
   * @param scratch a directory we may write to
   */
  static boolean becomesNobody(Path scratch) throws IOException {
    return new ProgramRunner(scratch, List.of()).isRoot() && !unshared(scratch).isUnprivileged();
  }

  /** In a user namespace without a mapping we are nobody, and own what we owned before. */
  private static ProgramRunner unshared(Path home) {
    return new ProgramRunner(home, List.of("unshare", "-U"));
  }

  private boolean isRoot() throws IOException {
    return run(List.of("id", "-u")).output().strip().equals("0");
  }

  private boolean isUnprivileged() throws IOException {
    Outcome outcome = run(List.of("id", "-u"));
    return outcome.exitCode() == 0 && !outcome.output().strip().equals("0");
  }

  Outcome run(List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    // A file and not a pipe: the server inherits it from the program that starts it.
    Path output = Files.createTempFile(home, "output", ".txt");
    try {
      Process process =
          new ProcessBuilder(whole)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Outcome(-1, "no end after two minutes; " + text(output));
      }
      return new Outcome(process.exitValue(), text(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while " + command.get(0) + " was running", e);
    } catch (IOException e) {
      return new Outcome(-1, e.getMessage()); // the program is not there
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  /** What a program said and how it ended; -1 if it could not be started or did not end. */
  record Outcome(int exitCode, String output) {}
}
