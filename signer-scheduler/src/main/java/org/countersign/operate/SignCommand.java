package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.SigningPlan;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.BindSigningPlan;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.publish.DurableFile;
import org.countersign.run.Stages;
import org.countersign.sign.ArtefactWriter;
import org.countersign.sign.SignedZone;
import org.countersign.sign.Signer;
import org.countersign.sign.Workers;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;
import org.countersign.zone.text.ZoneText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sign}: the signer on a zone file and a directory of BIND keys, without a database. */
@Command(
    name = "sign",
    description =
        "Signs a zone file with BIND-format keys. DNSSEC records in the file are left out and"
            + " made anew; the serial stays unless the policy states serial.policy.")
final class SignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ZONEFILE", description = "The unsigned zone.")
  private Path zoneFile;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "Directory with K*.key and K*.private files.")
  private Path keys;

  @Option(names = "--policy", paramLabel = "FILE", description = "Policy; the defaults otherwise.")
  private Path policyFile;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The zone's name; the owner of the SOA record otherwise.")
  private Name origin;

  @Option(
      names = "-o",
      required = true,
      paramLabel = "OUT",
      description = "Where the signed zone goes; it appears whole or not at all.")
  private Path out;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "Sign as at this instant; now otherwise.")
  private Instant at;

  @Mixin private OutputOptions output;

  private final Clock clock;

  SignCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    Policy policy = policyFile == null ? Policy.defaults() : PolicyFile.load(policyFile);
    Instant now = at == null ? clock.instant() : at;
    int threads = policy.signing().threadsOn(Runtime.getRuntime().availableProcessors());
    Stages stages = new Stages(output.progress());
    try (Workers workers = new Workers(threads);
        KeyVaults vaults = KeyVaults.of(new BindKeyDirectory("keys", keys, clock))) {
      UnsignedZone zone = stages.run("build", progress -> read(threads, progress));
      SigningPlan plan =
          BindSigningPlan.at(now, ((BindKeyDirectory) vaults.vault("keys")).keysFor(zone.origin()));
      Serial serial = zone.serial();
      SignedZone signed =
          stages.run(
              "sign",
              progress ->
                  new Signer(policy, vaults, workers, progress)
                      .sign(zone, plan, serial, now, Optional.empty()));
      stages.run(
          "write",
          progress -> {
            try (DurableFile file = DurableFile.create(out)) {
              new ArtefactWriter(workers, progress).write(signed, file.stream());
              file.commit();
            }
            return null;
          });
      report(signed, stages);
      return ExitCode.DONE;
    }
  }

  private UnsignedZone read(int threads, java.util.function.LongConsumer progress)
      throws java.io.IOException {
    ZoneText text = new ZoneText(zoneFile, progress).withoutDnssec();
    Name name = origin == null ? text.origin() : origin;
    return new UnsignedZone(ZoneImage.of(text.read(name, threads), threads));
  }

  private void report(SignedZone signed, Stages stages) {
    System.err.println(
        signed.origin() + " serial " + signed.serial() + " " + signed.tally() + " " + stages);
  }
}
