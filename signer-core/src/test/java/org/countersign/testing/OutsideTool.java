package org.countersign.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another project's program that a test compares with. Where it is missing the test is skipped,
 * with the reason, on a person's machine, and fails where {@code CI=true}.
 */
public final class OutsideTool {
  private static final Map<String, String> PACKAGES =
      Map.of(
          "dnssec-",
          "bind9-utils",
          "named-",
          "bind9-utils",
          "ldns-",
          "ldnsutils",
          "kzone",
          "knot-dnssecutils",
          "keymgr",
          "knot",
          "openssl",
          "openssl",
          "softhsm2-",
          "softhsm2",
          "nsd",
          "nsd",
          "knotd",
          "knot");

  private final Path program;

  private OutsideTool(Path program) {
    this.program = program;
  }

  /** The program, or a skipped (on CI: failed) test that says what to install. */
  public static OutsideTool demand(String name) {
    String reason = name + " is not installed" + hint(name);
    Path found = find(name);
    if (found == null && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + "; with CI=true this test must run");
    }
    assumeTrue(found != null, reason);
    return new OutsideTool(found);
  }

  private static String hint(String name) {
    return PACKAGES.entrySet().stream()
        .filter(e -> name.startsWith(e.getKey()))
        .map(e -> " (Debian package " + e.getValue() + ")")
        .findFirst()
        .orElse("");
  }

  private static Path find(String name) {
    // sbin is not on everybody's PATH, and some verifiers live there
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** Where it is; for one that runs on in the background. */
  public Path program() {
    return program;
  }

  /** What a run printed, and how it ended. */
  public record Result(int exit, String out, String err) {
    /** Standard output, if the program ended with 0. */
    public String expectSuccess() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + "\n" + out + err);
      }
      return out;
    }
  }

  /** Runs the program in {@code directory} with nothing on standard input. */
  public Result run(Path directory, String... arguments) {
    return run(directory, new byte[0], arguments);
  }

  /** Runs the program in {@code directory}, at most two minutes. */
  public Result run(Path directory, byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      // Files, not pipes: a pipe that nobody empties would stop a talkative program.
      Path in = Files.write(Files.createTempFile("tool", ".in"), input);
      Path out = Files.createTempFile("tool", ".out");
      Path err = Files.createTempFile("tool", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(command + " did not end within two minutes");
        }
        return new Result(process.exitValue(), text(out), text(err));
      } finally {
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
