package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.StoredKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key}: a zone's keys. */
final class KeyCommand {
  private KeyCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group())
        .addSubcommand(new ListAll())
        .addSubcommand(new Import(clock));
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "list|import",
      description = {"A zone's keys.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code key list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Lists every key a zone ever had, oldest first.", ""})
  private static final class ListAll implements Callable<Integer> {
    @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        ManagedZones zones = new ManagedZones(installation);
        zones.require(origin);
        List<StoredKey> keys = zones.keys(origin);
        if (output.json()) {
          output.document(KeysJson.of(keys));
        } else {
          KeysText.print(keys, output.out());
        }
        return ExitCode.DONE;
      }
    }
  }

  /** {@code key import}. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Takes the zone's keys out of a directory of BIND key files into the zone's vault. They are"
            + " published and sign from the next run on, beside the keys that are there. A key whose"
            + " tag another key of the zone has or had is taken with a warning.",
        ""
      })
  private static final class Import implements Callable<Integer> {
    @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Option(
        names = "--from",
        required = true,
        paramLabel = "DIR",
        description = "Directory with the zone's K*.key and K*.private files.")
    private Path directory;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Import(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        ManagedZones zones = new ManagedZones(installation);
        zones.require(origin);
        KeyImport taken = new KeyImport(installation, zones);
        List<StoredKey> imported = taken.from(directory, origin, clock);
        if (output.json()) {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("imported", KeysJson.of(imported));
          document.put("warnings", taken.warnings());
          output.document(document);
        } else {
          taken.warnings().forEach(output.err()::println);
          output.out().println("imported " + imported.size() + " keys of " + origin);
          KeysText.print(imported, output.out());
        }
        return ExitCode.DONE;
      }
    }
  }
}
