package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.countersign.testing.OutsideTool;

/** {@code serve} as a process of its own, with its log in a file. */
final class ServeProcess implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  private ServeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it and waits until it works. */
  static ServeProcess start(Path config, String... options) throws IOException {
    ServeProcess serve = begin(config, options);
    serve.awaitLine("works");
    return serve;
  }

  /** Starts it. */
  static ServeProcess begin(Path config, String... options) throws IOException {
    Path log = config.resolveSibling("serve" + NEXT.incrementAndGet() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "-c", config.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServeProcess(process, log);
  }

  /** Every line of the log so far; each is one JSON object. */
  List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    String text = Files.readString(log);
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  /** The first line whose message holds all words. */
  Optional<JsonNode> line(String... words) throws IOException {
    return lines().stream()
        .filter(
            line ->
                List.of(words).stream().allMatch(line.path("formattedMessage").asText()::contains))
        .findFirst();
  }

  JsonNode awaitLine(String... words) {
    await(() -> line(words).isPresent() || !process.isAlive());
    try {
      return line(words)
          .orElseThrow(() -> new AssertionError(List.of(words) + " not in\n" + log()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Waits for what it is to bring about; its log is shown if that takes too long. */
  void await(Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal: STOP, CONT, TERM, KILL. */
  void signal(String name) throws IOException {
    OutsideTool.demand("sh")
        .run(log.getParent(), "-c", "kill -" + name + " " + process.pid())
        .expectSuccess();
  }

  /** Tells it to stop; how it ended. */
  int stop() throws Exception {
    signal("TERM");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::log).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
