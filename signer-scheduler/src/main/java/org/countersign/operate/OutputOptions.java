package org.countersign.operate;

import org.countersign.run.ProgressLine;
import picocli.CommandLine.Option;

/** How a command speaks: to people, or one JSON document on standard output. */
final class OutputOptions {
  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "No progress on the terminal.")
  private boolean quiet;

  boolean json() {
    return json;
  }

  ProgressLine progress() {
    return ProgressLine.onTerminal(!quiet && !json);
  }
}
