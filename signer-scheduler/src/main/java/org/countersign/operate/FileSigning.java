package org.countersign.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.KeyVaults;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.policy.Policy;
import org.countersign.release.SerialPolicy;
import org.countersign.run.Stages;
import org.countersign.run.Unit;
import org.countersign.sign.ArtefactWriter;
import org.countersign.sign.SignedZone;
import org.countersign.sign.Signer;
import org.countersign.sign.Workers;
import org.countersign.zone.ZoneException;
import org.countersign.zone.text.ZoneText;
import org.countersign.zone.text.ZoneTextException;

/** {@code sign} at work: build, sign, write. */
final class FileSigning {
  private final SignCommand asked;
  private final OutputOptions output;
  private final Instant now;
  private final Stages stages;

  FileSigning(SignCommand asked, Instant now) {
    this.asked = asked;
    this.output = asked.output;
    this.now = now;
    this.stages = new Stages(output.progress());
  }

  int run() throws Exception {
    PolicyArgument argument = PolicyArgument.load(asked.policy);
    Policy policy = argument.policy();
    OutputFile out = OutputFile.check(asked.out, output);
    SignReport report = new SignReport(output, stages, argument.warnings());
    if (!Files.isDirectory(asked.keys)) {
      throw output.wrongUsage(
          asked.keys + " is not a directory; --keys names the one that holds the K*.key files");
    }
    int threads = policy.signing().threadsOn(Runtime.getRuntime().availableProcessors());
    BindKeyDirectory directory =
        new BindKeyDirectory("keys", asked.keys, Clock.fixed(now, ZoneOffset.UTC));
    try (InputFile file = InputFile.open(asked.zoneFile, output);
        Workers workers = new Workers(threads);
        KeyVaults vaults = KeyVaults.of(directory)) {
      Name origin;
      try {
        origin = asked.origin == null ? new ZoneText(file.path(), n -> {}).origin() : asked.origin;
      } catch (ZoneTextException e) {
        return report.rejected(List.of(Finding.refuse(RuleId.FILE_WHOLE, e.getMessage())));
      }
      KeySet keys = KeySet.of(asked.keys, directory.keysFor(origin), origin, now);
      if (keys.isEmpty()) {
        throw output.wrongUsage(keys.whyEmpty());
      }
      if (!keys.gaps().isEmpty()) {
        return report.rejected(keys.gaps());
      }
      SigningInput input;
      try {
        input = build(file.path(), origin, keys, threads);
      } catch (ZoneTextException e) {
        return report.rejected(List.of(Finding.refuse(RuleId.FILE_WHOLE, e.getMessage())));
      } catch (ZoneException e) {
        return report.rejected(List.of(Finding.refuse(RuleId.APEX_SANE, e.getMessage())));
      }
      SignedZone signed;
      try {
        signed = sign(new Job(input, keys, policy), vaults, workers);
      } catch (ZoneException e) {
        return report.rejected(List.of(Finding.refuse(RuleId.DENIAL_CHAIN, e.getMessage())));
      }
      ArtefactWriter.Written written =
          stages.run(
              "write",
              Unit.RECORDS,
              Expected.records(signed),
              progress ->
                  out.write(stream -> new ArtefactWriter(workers, progress).write(signed, stream)));
      return report.signed(input.zone(), signed, written, asked.out);
    }
  }

  private SigningInput build(Path file, Name origin, KeySet keys, int threads) throws Exception {
    return stages.run(
        "build",
        Unit.OCTETS,
        Files.size(file),
        progress -> {
          ZoneText text = new ZoneText(file, progress);
          return keys.cheaperToVerify()
              ? SigningInput.withSignatures(text.read(origin, threads), threads)
              : SigningInput.of(text.withoutDnssec().read(origin, threads), threads);
        });
  }

  private record Job(SigningInput input, KeySet keys, Policy policy) {}

  private SignedZone sign(Job job, KeyVaults vaults, Workers workers) throws Exception {
    Serial serial = serial(job.policy(), job.input().zone().serial());
    return stages.run(
        "sign",
        Unit.SIGNATURES,
        Expected.signatures(job.input().zone(), job.policy()),
        progress ->
            new Signer(job.policy(), vaults, workers, progress)
                .sign(job.input().zone(), job.keys().plan(), serial, now, job.input().former()));
  }

  private Serial serial(Policy policy, Serial inFile) {
    return policy.states("serial.policy")
        ? SerialPolicy.next(policy.serial(), Optional.of(inFile), List.of(inFile), now)
        : inFile;
  }
}
