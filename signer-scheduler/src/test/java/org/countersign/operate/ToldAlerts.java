package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A channel for alerts that writes each into a file: a command, as an operator would have it. */
final class ToldAlerts {
  private final Path told;
  private final Path script;

  ToldAlerts(Path directory) throws IOException {
    told = directory.resolve("told");
    script = directory.resolve("tell");
    Files.writeString(script, "#!/bin/sh\necho \"$1 $2 $3\" >>'" + told + "'\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /** The section of the configuration. */
  String config() {
    return "alerts: {channels: {file: {command: '"
        + script
        + " {event} {condition} {message}'}}}\n";
  }

  /** Those told of an event and condition, such as {@code raised RUN-REJECTED}, in order. */
  List<String> of(String start) throws IOException {
    return Files.exists(told)
        ? Files.readAllLines(told).stream().filter(line -> line.startsWith(start)).toList()
        : List.of();
  }
}
