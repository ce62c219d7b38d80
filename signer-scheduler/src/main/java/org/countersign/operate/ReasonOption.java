package org.countersign.operate;

import picocli.CommandLine.Option;

/** Why somebody does what a command does. */
final class ReasonOption {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "by hand",
      description = "Why, for the others and for the audit trail; \"${DEFAULT-VALUE}\" otherwise.")
  private String reason;

  /** What was said; wrong usage if it is blank. */
  String text(OutputOptions output) {
    if (reason.isBlank()) {
      throw output.wrongUsage("--reason: say why; the next person on call will ask");
    }
    return reason;
  }
}
