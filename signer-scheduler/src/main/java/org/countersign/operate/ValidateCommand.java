package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: the gate, or with {@code --partial} its verifier, on files alone. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Judges a signed zone file by every rule of the gate, without any database.",
      "",
      "Without --policy the protocol alone decides, and what is merely unwise is a warning. With"
          + " --partial, loose records are judged instead of a zone: files with a DNSKEY RRset and"
          + " any signed RRsets, also as dig +dnssec prints them.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign validate example.zone",
      "  countersign validate new.zone --baseline old.zone --policy zone.yaml",
      "  dig +dnssec ru. DNSKEY > keys; dig +dnssec ru. NS > ns",
      "  countersign validate --partial keys ns"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ZONEFILE",
      arity = "1..*",
      description = "The zone; with --partial, files of loose records. - is standard input.")
  List<Path> files;

  @Option(
      names = "--partial",
      description = "Judge each signature of loose records under the DNSKEY records among them.")
  boolean partial;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "Judge as at this instant, such as 2026-01-31T12:00:00Z; now otherwise.")
  Instant at;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The zone's name; the owner of the SOA record otherwise.")
  Name origin;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Hold the zone to what this policy states, too (docs/policy.md).")
  Path policy;

  @Option(
      names = "--baseline",
      paramLabel = "ZONEFILE",
      description = "The former release: what changed since is held to the limits, and the serial.")
  Path baseline;

  @Option(
      names = "--ds",
      paramLabel = "FILE",
      description =
          "DS records at the parent, or DNSKEY records as trust anchors: a key of theirs must sign"
              + " the DNSKEY RRset.")
  Path ds;

  @Option(names = "--unsigned", description = "Judge structure only: the zone is not signed yet.")
  boolean unsigned;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that verify; one for each processor otherwise.")
  Integer threads;

  @Mixin OutputOptions output;

  private final Clock clock;

  ValidateCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Instant instant = at == null ? clock.instant() : at;
    if (threads != null && threads < 1) {
      throw output.wrongUsage(threads + " threads cannot verify; --threads 1 or more can");
    }
    if (partial) {
      if (origin != null || policy != null || baseline != null || ds != null || unsigned) {
        throw output.wrongUsage(
            "--partial judges single signatures, not a zone: --origin, --policy, --baseline, --ds"
                + " and --unsigned do not go with it");
      }
      return new LooseRecords(output).judge(files, instant);
    }
    if (files.size() > 1) {
      throw output.wrongUsage(
          files.size()
              + " files were named; one is judged at a time (for loose records: --partial)");
    }
    return new ZoneJudgement(this).judge(files.get(0), instant);
  }
}
