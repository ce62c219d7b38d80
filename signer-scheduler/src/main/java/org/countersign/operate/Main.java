package org.countersign.operate;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code countersign}: the only way in. Exit codes: 0 done, 1 refused by a rule, 2
 * wrong usage, 3 the world is broken.
 */
@Command(
    name = "countersign",
    description = "Signs zones, judges its own work, and only then publishes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
  private Main() {}

  /** Without a command there is nothing to do: wrong usage, and what the right one is. */
  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return ExitCode.USAGE;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(Clock.systemUTC()).execute(arguments));
  }

  static CommandLine commandLine(Clock clock) {
    CommandLine main = new CommandLine(new Main());
    main.addSubcommand(new SignCommand(clock));
    main.getSubcommands().values().forEach(c -> c.registerConverter(Name.class, Name::parse));
    main.setExecutionExceptionHandler(new Failures());
    return main;
  }
}
