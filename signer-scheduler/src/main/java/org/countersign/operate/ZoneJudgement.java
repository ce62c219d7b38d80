package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.run.OutsideCommand;
import org.countersign.run.ProgressLine;
import org.countersign.run.Unit;
import org.countersign.validate.Gate;
import org.countersign.validate.GateLimits;
import org.countersign.validate.GateProgress;
import org.countersign.validate.GateRequest;
import org.countersign.validate.Verdict;
import org.countersign.zone.text.ZoneText;
import org.countersign.zone.text.ZoneTextException;

/** {@code validate} on a whole zone: asks the gate, and shows its verdict. */
final class ZoneJudgement {
  private final ValidateCommand asked;
  private final OutputOptions output;

  ZoneJudgement(ValidateCommand asked) {
    this.asked = asked;
    this.output = asked.output;
  }

  int judge(Path zoneFile, Instant at) throws IOException {
    PolicyArgument policy = PolicyArgument.load(asked.policy);
    try (InputFile zone = InputFile.open(zoneFile, output)) {
      GateRequest.Builder request =
          GateRequest.builder(zone.path(), at, limits(policy.policy()))
              .unsigned(asked.unsigned)
              .outside(OutsideCommand.of(policy.policy()));
      if (asked.origin != null) {
        request.origin(asked.origin);
      }
      if (asked.threads != null) {
        request.threads(asked.threads);
      }
      if (asked.baseline != null) {
        request.baseline(InputFile.check(asked.baseline, output));
      }
      if (asked.ds != null) {
        request.ds(ds(zone.path()));
      }
      ProgressLine line = output.progress();
      Verdict verdict;
      try {
        verdict = new Gate().judge(request.progress(listener(line)).build());
      } finally {
        line.end();
      }
      new VerdictReport(verdict, at).print(output, policy.warnings());
      return verdict.approved() ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }

  private GateLimits limits(Policy policy) {
    return asked.policy == null ? GateLimits.protocolAlone() : GateLimits.stated(policy);
  }

  private static GateProgress listener(ProgressLine line) {
    return (stage, records, octets, total) ->
        line.at(stage, Unit.RECORDS, records, total == 0 ? 0 : (double) octets / total);
  }

  private List<byte[]> ds(Path zone) throws IOException {
    try {
      return ParentKeys.read(InputFile.check(asked.ds, output), origin(zone));
    } catch (IllegalArgumentException e) {
      throw output.wrongUsage("--ds: " + e.getMessage());
    }
  }

  /**
   * The zone the DS records must be of; null where its file does not say, which the gate judges.
   */
  private Name origin(Path zone) throws IOException {
    if (asked.origin != null) {
      return asked.origin;
    }
    try {
      return new ZoneText(zone, octets -> {}).origin();
    } catch (ZoneTextException e) {
      return null;
    }
  }
}
