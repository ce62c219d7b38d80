package org.countersign.operate;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

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
    System.exit(run(commandLine(Clock.systemUTC()), arguments));
  }

  /** Runs a command; an answer that could not be written has not been given. */
  static int run(CommandLine main, String... arguments) {
    int code;
    try {
      code = main.execute(arguments);
    } catch (OutOfMemoryError e) {
      code = ExitCode.BROKEN;
      Failures.say(main, List.of(arguments), Failures.sentence(e), code);
    }
    boolean lost = main.getOut().checkError() | System.out.checkError();
    if (lost && code == ExitCode.DONE) {
      main.getErr().println("countersign: standard output could not be written");
      return ExitCode.BROKEN;
    }
    return code;
  }

  static CommandLine commandLine(Clock clock) {
    CommandLine main = new CommandLine(new Main());
    main.addSubcommand(new DemoCommand(clock));
    main.addSubcommand(new ServeCommand(clock));
    main.addSubcommand(AlertCommand.commandLine());
    main.addSubcommand(TokenCommand.commandLine(clock));
    main.addSubcommand(new MigrateCommand());
    main.addSubcommand(ZoneCommand.commandLine(clock));
    main.addSubcommand(RegistryCommand.commandLine(clock));
    main.addSubcommand(new RunCommand(clock));
    main.addSubcommand(new StatusCommand(clock));
    main.addSubcommand(new RollbackCommand(clock));
    main.addSubcommand(new HoldCommand(clock));
    main.addSubcommand(new ResumeCommand(clock));
    main.addSubcommand(OverrideCommand.commandLine(clock));
    main.addSubcommand(AuditCommand.commandLine());
    main.addSubcommand(new ReleasesCommand());
    main.addSubcommand(ReleaseCommand.commandLine());
    main.addSubcommand(KeyCommand.commandLine(clock));
    main.addSubcommand(new ValidateCommand(clock));
    main.addSubcommand(new SignCommand(clock));
    main.addSubcommand(new HelpCommand());
    return Conventions.apply(main);
  }
}
