package org.countersign.operate;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What all commands share: how arguments are read, failures told, and help laid out. */
final class Conventions {
  private Conventions() {}

  /** Prepares a command with all its subcommands; call it when the last one is added. */
  static CommandLine apply(CommandLine main) {
    Failures failures = new Failures();
    main.setExecutionExceptionHandler(failures);
    main.setParameterExceptionHandler(failures);
    main.setUsageHelpAutoWidth(true);
    main.setCaseInsensitiveEnumValuesAllowed(true);
    Converters.register(main);
    help(main);
    return main;
  }

  private static void help(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.sortOptions(false);
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(exitCodes());
    command.getSubcommands().values().forEach(Conventions::help);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" " + ExitCode.DONE, "done");
    codes.put(" " + ExitCode.REFUSED, "refused by a rule; the findings say which and why");
    codes.put(" " + ExitCode.USAGE, "wrong usage: arguments or settings to mend");
    codes.put(" " + ExitCode.BROKEN, "the world is broken (database, vault, disk): try again");
    return codes;
  }
}
