package org.countersign.operate;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code key}: a zone's keys. */
final class KeyCommand {
  private KeyCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group())
        .addSubcommand(new KeyListCommand(clock))
        .addSubcommand(new KeyExplainCommand(clock))
        .addSubcommand(new KeyGenerateCommand(clock))
        .addSubcommand(new KeyImportCommand(clock))
        .addSubcommand(new KeyExportCommand(clock))
        .addSubcommand(new KeyRollCommand(clock))
        .addSubcommand(new KeyApproveCommand(clock))
        .addSubcommand(new KeyDsCommand(clock))
        .addSubcommand(new KeyDsStatementCommand.Seen(clock))
        .addSubcommand(new KeyDsStatementCommand.Gone(clock))
        .addSubcommand(new KeyWaiveCommand(clock))
        .addSubcommand(new KeyRetireCommand(clock))
        .addSubcommand(new KeyDestroyCommand(clock));
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = {"A zone's keys.", ""})
  private static final class Group extends CommandGroup {}
}
