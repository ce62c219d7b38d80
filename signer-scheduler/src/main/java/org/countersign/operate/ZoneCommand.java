package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.policy.PolicyWriter;
import org.countersign.settings.Problem;
import org.countersign.settings.SettingsText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zone}: the zones under management. */
final class ZoneCommand {
  private ZoneCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group())
        .addSubcommand(new Add(clock))
        .addSubcommand(new ListAll())
        .addSubcommand(new Show());
  }

  @Command(
      name = "zone",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "add|list|show",
      description = {"The zones under management.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code zone add}. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Takes a zone under management, or puts a changed policy in force for it. A zone without"
            + " keys gets a KSK and a ZSK, or a CSK, as the policy says.",
        ""
      },
      footer = {"", "Example:", "  countersign zone add example. --policy example.yaml"})
  private static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Its policy.")
    private Path policy;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Add(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      Instant now = clock.instant();
      String text = SettingsText.read(policy);
      try (Installation installation = Installation.open(data.load())) {
        ManagedZones zones = new ManagedZones(installation);
        boolean known = zones.has(origin);
        List<Problem> warnings = zones.put(origin, text, policy.toString(), now);
        warnings.forEach(w -> output.err().println(policy + ": " + w));
        if (output.json()) {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("origin", origin.toString());
          document.put("added", !known);
          document.put("keys", KeysJson.of(zones.keys(origin)));
          output.document(document);
        } else {
          output.out().println(origin + (known ? " has a new policy" : " is under management"));
          KeysText.print(zones.keys(origin), output.out());
        }
        return ExitCode.DONE;
      }
    }
  }

  /** {@code zone list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Lists the zones under management.", ""})
  private static final class ListAll implements Callable<Integer> {
    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        List<String> names =
            new ManagedZones(installation).all().stream().map(Name::toString).toList();
        if (output.json()) {
          output.document(names.stream().map(n -> Map.of("origin", n)).toList());
        } else {
          names.forEach(output.out()::println);
        }
        return ExitCode.DONE;
      }
    }
  }

  /** {@code zone show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Shows a zone's policy in force, defaults included, and its keys.", ""})
  private static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        ManagedZones zones = new ManagedZones(installation);
        String policy = PolicyWriter.whole(zones.policy(origin));
        if (output.json()) {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("origin", origin.toString());
          document.put("policy", policy);
          document.put("keys", KeysJson.of(zones.keys(origin)));
          output.document(document);
        } else {
          output.out().print(policy);
          KeysText.print(zones.keys(origin), output.out());
        }
        return ExitCode.DONE;
      }
    }
  }
}
