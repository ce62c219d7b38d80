package org.countersign.operate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.run.Stages;
import org.countersign.sign.ArtefactWriter;
import org.countersign.sign.SignedZone;
import org.countersign.zone.UnsignedZone;

/** What {@code sign} did, for people, or as the document of the command line's contract. */
final class SignReport {
  private final OutputOptions output;
  private final Stages stages;
  private final List<String> policyWarnings;

  SignReport(OutputOptions output, Stages stages, List<String> policyWarnings) {
    this.output = output;
    this.stages = stages;
    this.policyWarnings = policyWarnings;
  }

  /** The exit code for a zone that cannot be signed, after saying why. */
  int rejected(List<Finding> findings) {
    if (output.json()) {
      output.document(document("rejected", null, findings));
    } else {
      policyWarnings.forEach(output.err()::println);
      output.out().println("REJECTED: nothing was signed or written");
      FindingsText.print(findings, output.out());
    }
    return ExitCode.REFUSED;
  }

  /** The exit code for a zone that was signed, after saying how. */
  int signed(UnsignedZone zone, SignedZone signed, ArtefactWriter.Written written, Path out) {
    List<Finding> findings =
        zone.image().notes().stream().map(note -> Finding.warn(RuleId.SIG_FIELDS, note)).toList();
    if (output.json()) {
      Map<String, Object> document = document("signed", signed, findings);
      document.put("output", out.toString());
      document.put("sha256", written.sha256());
      document.put("records", written.records());
      document.put("delegations", signed.counts().delegations());
      document.put("secureDelegations", signed.counts().secureDelegations());
      output.document(document);
    } else {
      policyWarnings.forEach(output.err()::println);
      FindingsText.print(findings, output.err());
      summary(signed, written, out);
    }
    return ExitCode.DONE;
  }

  private Map<String, Object> document(String outcome, SignedZone signed, List<Finding> findings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", outcome);
    document.put("origin", signed == null ? null : signed.origin().toString());
    document.put("serial", signed == null ? null : signed.serial().value());
    Map<String, Object> signatures = new LinkedHashMap<>();
    signatures.put("made", signed == null ? 0 : signed.tally().made());
    signatures.put("reused", signed == null ? 0 : signed.tally().reused());
    document.put("signatures", signatures);
    document.put("findings", FindingsJson.of(findings));
    document.put("millis", stages.millis());
    document.put("policyWarnings", policyWarnings);
    return document;
  }

  private void summary(SignedZone signed, ArtefactWriter.Written written, Path out) {
    output
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "signed: %s serial %s%n"
                    + "  %,d delegations (%,d with DS), %,d signatures made, %,d reused%n"
                    + "  %s%n"
                    + "  %s: %,d records, %,d octets, sha256 %s",
                signed.origin(),
                signed.serial(),
                signed.counts().delegations(),
                signed.counts().secureDelegations(),
                signed.tally().made(),
                signed.tally().reused(),
                stages,
                out,
                written.records(),
                written.length(),
                written.sha256()));
  }
}
