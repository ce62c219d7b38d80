package org.countersign.operate;

import java.io.PrintWriter;
import org.countersign.run.ProgressLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command speaks: to people, or one JSON document on standard output. */
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  @Option(
      names = "--quiet",
      description = "No progress on the terminal. (There is none where there is no terminal.)")
  private boolean quiet;

  boolean json() {
    return json;
  }

  /** For the answer. */
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** For what stands beside the answer: warnings. */
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Prints the answer for programs. */
  void document(Object answer) {
    out().println(Json.text(answer));
  }

  ProgressLine progress() {
    return ProgressLine.onTerminal(!quiet && !json);
  }

  /** Wrong usage (exit code 2), for arguments that can be judged only together. */
  ParameterException wrongUsage(String message) {
    return new WrongUsage(command, message);
  }

  /** Arguments that are well formed and wrong all the same. */
  static final class WrongUsage extends ParameterException {
    private static final long serialVersionUID = 1;

    WrongUsage(CommandSpec command, String message) {
      super(command.commandLine(), message);
    }
  }
}
