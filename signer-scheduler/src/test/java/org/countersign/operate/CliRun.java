package org.countersign.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the command line in this process: how it ended, and what it said. */
record CliRun(int exit, String out, String err) {
  /** What the command's clock says. */
  static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  /** Runs a command; arguments may be strings, paths or instants. */
  static CliRun of(Object... arguments) {
    return at(Clock.fixed(NOW, ZoneOffset.UTC), arguments);
  }

  /** The same by another clock. */
  static CliRun at(Clock clock, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine main = Main.commandLine(clock);
    main.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = Main.run(main, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new CliRun(exit, out.toString(), err.toString());
  }

  /** Standard output as exactly one JSON document. */
  JsonNode json() {
    try (var parser = new ObjectMapper().createParser(out)) {
      JsonNode document = parser.readValueAsTree();
      if (parser.nextToken() != null) {
        throw new AssertionError("more than one document: " + out);
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(this.toString(), e);
    }
  }
}
