package org.countersign.operate;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command in a process of its own, killed with SIGKILL when it comes to a step. */
final class SteppedRun {
  /** A class archive and one compiler: such a process lives for two seconds. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable");

  private SteppedRun() {}

  /** The steps that a command passes, in order: {@code FILE_NAMED#2}. */
  static List<String> trace(Site site, Object... command) throws IOException, InterruptedException {
    Process process = start(site, "tell", command);
    List<String> steps = new ArrayList<>();
    List<String> other = new ArrayList<>();
    try (BufferedReader err = process.errorReader()) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        (line.startsWith("step ") ? steps : other).add(line.replaceFirst("^step ", ""));
      }
    }
    int exit = process.waitFor();
    if (exit != ExitCode.DONE) {
      throw new AssertionError("exit code " + exit + ": " + other);
    }
    return steps;
  }

  /** Starts a command and kills it at a step. */
  static void kill(Site site, String step, Object... command)
      throws IOException, InterruptedException {
    Process process = start(site, step, command);
    List<String> said = new ArrayList<>();
    try (BufferedReader err = process.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.equals("step " + step)) {
        said.add(line);
        line = err.readLine();
      }
      process.destroyForcibly(); // SIGKILL
      if (line == null) {
        throw new AssertionError("it ended before " + step + ": " + said);
      }
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError(process + " outlived SIGKILL");
    }
  }

  private static Process start(Site site, String steps, Object... command) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(ProcessHandle.current().info().command().orElse("java"));
    java.addAll(QUICK);
    java.add("-Dcountersign.steps=" + steps);
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Stream.of(command).map(Object::toString).forEach(java::add);
    java.addAll(List.of("-c", site.config().toString(), "--json"));
    return new ProcessBuilder(java)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }
}
