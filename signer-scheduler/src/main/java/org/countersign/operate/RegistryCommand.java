package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.policy.DerivedPolicy;
import org.countersign.run.ProgressLine;
import org.countersign.run.Unit;
import org.countersign.store.ImportResult;
import org.countersign.store.RegistryImport;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code registry}: the reference registry. */
final class RegistryCommand {
  private RegistryCommand() {}

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Group()).addSubcommand(new Import(clock));
  }

  @Command(
      name = "registry",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "import",
      description = {"The reference registry.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code registry import}. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Fills the reference registry from an existing zone file: delegations, glue and DS. DNSSEC"
            + " records are left out. What the registry had of the zone is replaced.",
        "",
        "What no registry holds (SOA, the zone's own name servers, other data of its own) becomes"
            + " the policy of a zone that is not under management yet, with new keys.",
        ""
      },
      footer = {
        "",
        "Examples:",
        "  countersign registry import example. example.zone",
        "  countersign run example."
      })
  private static final class Import implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Parameters(index = "1", paramLabel = "ZONEFILE", description = "The zone, signed or not.")
    private Path zoneFile;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;
    private final Clock clock;

    Import(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
      UnsignedZone zone = read();
      try (Installation installation = Installation.open(data.load())) {
        return new ZoneImport(installation, output).run(zone, clock.instant());
      }
    }

    private UnsignedZone read() throws IOException {
      ProgressLine line = output.progress();
      line.begin("read", Unit.OCTETS, zoneFile.toFile().length());
      try {
        int threads = Runtime.getRuntime().availableProcessors();
        var records = new ZoneText(zoneFile, line::advance).withoutDnssec().read(origin, threads);
        return new UnsignedZone(ZoneImage.of(records, threads));
      } finally {
        line.end();
      }
    }
  }

  /** An import into one installation, told to people and programs. */
  static final class ZoneImport {
    private final Installation installation;
    private final OutputOptions output;

    ZoneImport(Installation installation, OutputOptions output) {
      this.installation = installation;
      this.output = output;
    }

    int run(UnsignedZone zone, Instant now) {
      ImportResult result = replace(zone);
      if (result instanceof ImportResult.Refused refused) {
        return refused(zone.origin(), refused.findings());
      }
      ImportResult.Imported imported = (ImportResult.Imported) result;
      ManagedZones zones = new ManagedZones(installation);
      boolean added = !zones.isReady(zone.origin());
      if (added) {
        String policy = DerivedPolicy.yaml(ApexOfZone.facts(zone, imported.apex()));
        zones
            .put(zone.origin(), policy, "the policy derived from the zone", now)
            .forEach(w -> output.err().println(w));
      }
      zones.seen(zone.origin(), zone.serial(), "import", now);
      told(zone.origin(), imported, added, zones);
      return ExitCode.DONE;
    }

    ImportResult replace(UnsignedZone zone) {
      if (!installation.hasReferenceRegistry()) {
        throw output.wrongUsage(
            "registry.schema is "
                + installation.config().registry().schema()
                + ", which is not the reference registry: a foreign registry is filled by its"
                + " owner");
      }
      ProgressLine line = output.progress();
      try {
        return new RegistryImport(
                installation.databases().registryForWriting(),
                (stage, done, total) ->
                    line.at(stage, Unit.RECORDS, done, total == 0 ? 0 : (double) done / total))
            .replace(zone);
      } finally {
        line.end();
      }
    }

    private int refused(Name origin, List<Finding> findings) {
      if (output.json()) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", "rejected");
        document.put("origin", origin.toString());
        document.put("findings", FindingsJson.of(findings));
        output.document(document);
      } else {
        output.out().println("REJECTED: the registry is as it was");
        FindingsText.print(findings, output.out());
      }
      return ExitCode.REFUSED;
    }

    private void told(
        Name origin, ImportResult.Imported imported, boolean added, ManagedZones zones) {
      if (output.json()) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", "imported");
        document.put("origin", origin.toString());
        document.put("delegations", imported.imported().delegations());
        document.put("dsRecords", imported.imported().dsRecords());
        document.put("glueRecords", imported.imported().glueRecords());
        document.put("leftOut", imported.leftOut());
        document.put("added", added);
        document.put("keys", KeysJson.of(zones.keys(origin)));
        output.document(document);
        return;
      }
      output.out().println("imported " + origin + ": " + imported.imported());
      if (imported.leftOut() > 0) {
        output
            .out()
            .println("  left out " + imported.leftOut() + " records below zone cuts, not glue");
      }
      if (added) {
        output
            .out()
            .println("  under management, with a policy derived from the zone and new keys:");
        KeysText.print(zones.keys(origin), output.out());
      }
      output.out().println("next: countersign run " + origin);
    }
  }
}
