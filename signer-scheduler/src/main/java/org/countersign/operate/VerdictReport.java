package org.countersign.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.settings.DurationText;
import org.countersign.validate.Verdict;
import org.countersign.validate.ZoneCounts;
import org.countersign.validate.ZonemdOutcome;

/** A verdict of the gate for people, or as the document of the command line's contract. */
final class VerdictReport {
  private final Verdict verdict;
  private final Instant at;

  VerdictReport(Verdict verdict, Instant at) {
    this.verdict = verdict;
    this.at = at;
  }

  /**
   * @param warnings what is to say of the policy
   */
  void print(OutputOptions output, List<String> warnings) {
    if (output.json()) {
      output.document(document(warnings));
    } else {
      warnings.forEach(output.err()::println);
      print(output.out());
    }
  }

  private Map<String, Object> document(List<String> warnings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("verdict", verdict.approved() ? "approved" : "rejected");
    document.put("origin", verdict.origin().map(Name::toString).orElse(null));
    document.put("serial", verdict.serial().map(Serial::value).orElse(null));
    document.put("at", at.toString());
    document.put("sha256", verdict.sha256());
    document.put("zonemd", zonemd());
    document.put("findings", FindingsJson.of(verdict.findings()));
    document.put("counts", counts());
    Map<String, Long> remaining = new TreeMap<>();
    verdict.lowestRemaining().forEach((type, life) -> remaining.put(type, life.toSeconds()));
    document.put("lowestRemainingSeconds", remaining);
    document.put("policyWarnings", warnings);
    return document;
  }

  private Map<String, Object> counts() {
    ZoneCounts counts = verdict.counts();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("records", counts.records());
    fields.put("rrsets", counts.rrsets());
    fields.put("signatures", counts.signatures());
    fields.put("delegations", counts.delegations());
    fields.put("secureDelegations", counts.secureDelegations());
    fields.put("dsRecords", counts.dsRecords());
    fields.put("glueRecords", counts.glueRecords());
    return fields;
  }

  /** {@code none}, {@code verified}, {@code cannot-say} or {@code failed}. */
  private String zonemd() {
    return verdict.zonemd().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void print(PrintWriter out) {
    ZoneCounts counts = verdict.counts();
    out.println(
        (verdict.approved() ? "approved" : "REJECTED")
            + ": "
            + verdict.origin().map(Name::toString).orElse("a file without an SOA record")
            + verdict.serial().map(serial -> " serial " + serial).orElse("")
            + ", judged as at "
            + at);
    out.println(
        String.format(
            Locale.ROOT,
            "  %,d delegations (%,d with DS), %,d RRsets, %,d signatures, %,d records",
            counts.delegations(),
            counts.secureDelegations(),
            counts.rrsets(),
            counts.signatures(),
            counts.records()));
    verdict.lowestRemaining().entrySet().stream()
        .min(Map.Entry.comparingByValue(Comparator.<Duration>naturalOrder()))
        .ifPresent(least -> out.println("  " + life(least.getKey(), least.getValue())));
    if (verdict.zonemd() != ZonemdOutcome.NONE) {
      out.println("  ZONEMD: " + zonemd());
    }
    FindingsText.print(verdict.findings(), out);
  }

  private static String life(String type, Duration least) {
    return "lowest remaining signature life: "
        + (least.isNegative()
            ? "over since " + DurationText.of(least.negated())
            : DurationText.of(least))
        + " ("
        + type
        + ")";
  }
}
