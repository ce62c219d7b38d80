package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sign}: the signer on a zone file and a directory of BIND keys, without a database. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Signs a zone file with BIND-format keys, as dnssec-signzone does, without any database.",
      "",
      "DNSSEC records in the file are left out and made anew. Keys are published and sign as the"
          + " times in their files say. The serial stays unless the policy states serial.policy.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign sign example.zone --keys keys -o example.signed",
      "  countersign sign example.zone --keys keys --policy zone.yaml -o out",
      "  countersign validate example.signed"
    })
final class SignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ZONEFILE", description = "The zone. - is standard input.")
  Path zoneFile;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "Directory with the zone's K*.key and K*.private files.")
  Path keys;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Where the signed zone goes; it appears whole or not at all.")
  Path out;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "How to sign (docs/policy.md); the defaults otherwise.")
  Path policy;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The zone's name; the owner of the SOA record otherwise.")
  Name origin;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "Sign as at this instant, such as 2026-01-31T12:00:00Z; now otherwise.")
  Instant at;

  @Mixin OutputOptions output;

  private final Clock clock;

  SignCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    return new FileSigning(this, at == null ? clock.instant() : at).run();
  }
}
