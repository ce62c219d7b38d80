package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What all commands have in common. */
class CommandLineTest {
  static Stream<String> commands() {
    List<String> all = new ArrayList<>();
    collect(Main.commandLine(Clock.systemUTC()), "", all);
    return all.stream();
  }

  private static void collect(CommandLine command, String path, List<String> all) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              all.add((path + " " + name).strip());
              collect(sub, path + " " + name, all);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    List<Object> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("--help");

    CliRun run = CliRun.of(arguments.toArray());

    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.out()).contains("Usage: countersign " + command);
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    CliRun run = CliRun.of("help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("validate", "sign", "Exit codes:", "the world is broken");
    assertThat(CliRun.of("help", "sign").out()).contains("--keys=DIR");
  }

  @Test
  void anUnknownCommandIsWrongUsageWithASuggestion() {
    CliRun run = CliRun.of("validat");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("validate");
  }
}
