package org.countersign.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.RunOutcome;

/** How a pipeline run ended, for people, or as the document of the command line's contract. */
final class RunReport {
  private static final List<String> STAGES =
      List.of("pull", "build", "sign", "validate", "release", "publish");

  private final OutputOptions output;
  private final Path data;

  /**
   * @param data the directory that the ledger's artefact paths are relative to
   */
  RunReport(OutputOptions output, Path data) {
    this.output = output;
    this.data = data;
  }

  /** Says how it ended; the exit code. */
  int print(RunOutcome outcome) {
    if (output.json()) {
      output.document(document(outcome));
    } else {
      people(outcome);
    }
    return exit(outcome);
  }

  /** The exit code of a run. */
  int exit(RunOutcome outcome) {
    if (outcome.refused() || outcome.kind() == RunOutcome.Kind.REJECTED) {
      return ExitCode.REFUSED;
    }
    return outcome.unpublished().isEmpty() ? ExitCode.DONE : ExitCode.BROKEN;
  }

  Map<String, Object> document(RunOutcome outcome) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", outcome.kind().text());
    document.put("origin", outcome.origin().toString());
    document.put("serial", outcome.serial().map(Serial::value).orElse(null));
    document.put("previousSerial", outcome.previousSerial().map(Serial::value).orElse(null));
    document.put("artefact", outcome.release().map(this::artefact).orElse(null));
    document.put("digest", outcome.release().map(ReleaseRecord::digest).orElse(null));
    document.put("releasedAt", outcome.release().map(r -> r.releasedAt().toString()).orElse(null));
    Map<String, Object> signatures = new LinkedHashMap<>();
    signatures.put("made", outcome.tally().map(t -> t.made()).orElse(0L));
    signatures.put("reused", outcome.tally().map(t -> t.reused()).orElse(0L));
    document.put("signatures", signatures);
    document.put("delegations", outcome.counts().map(c -> c.delegations()).orElse(null));
    document.put("findings", FindingsJson.of(outcome.findings()));
    document.put("refusedData", outcome.refusedData().orElse(null));
    document.put("published", outcome.published());
    document.put("unpublished", outcome.unpublished());
    document.put("millis", millis(outcome));
    return document;
  }

  /** Where the release's artefact is. */
  String artefact(ReleaseRecord release) {
    return data.resolve(release.artefact()).toString();
  }

  private static Map<String, Long> millis(RunOutcome outcome) {
    Map<String, Long> millis = new LinkedHashMap<>();
    STAGES.forEach(stage -> millis.put(stage, outcome.millis().getOrDefault(stage, 0L)));
    millis.put("total", outcome.millis().getOrDefault("total", 0L));
    return millis;
  }

  private void people(RunOutcome outcome) {
    var out = output.out();
    out.println(headline(outcome));
    outcome
        .counts()
        .ifPresent(
            counts ->
                out.println(
                    String.format(
                        Locale.ROOT,
                        "  %,d delegations (%,d with DS), %,d signatures made, %,d reused",
                        counts.delegations(),
                        counts.secureDelegations(),
                        outcome.tally().map(t -> t.made()).orElse(0L),
                        outcome.tally().map(t -> t.reused()).orElse(0L))));
    out.println("  " + seconds(outcome));
    outcome.release().ifPresent(r -> out.println("  artefact " + artefact(r)));
    outcome.published().forEach((name, where) -> out.println("  " + name + ": " + where));
    outcome
        .unpublished()
        .forEach(
            (name, why) ->
                output.err().println("countersign: not published by " + name + ": " + why));
    FindingsText.print(outcome.findings(), out);
    outcome.refusedData().filter(d -> onlyContentLimits(outcome)).ifPresent(d -> hint(outcome, d));
  }

  private static boolean onlyContentLimits(RunOutcome outcome) {
    return outcome.findings().stream()
        .filter(Finding::refuses)
        .allMatch(f -> f.rule().isContentLimit());
  }

  private void hint(RunOutcome outcome, String digest) {
    output.out().println();
    output
        .out()
        .println(
            "If this content is what it should be, two people can let it through: countersign"
                + " override request "
                + outcome.origin()
                + " --digest "
                + digest
                + " --reason TEXT");
  }

  private static String headline(RunOutcome outcome) {
    String serial = outcome.serial().map(s -> "serial " + s).orElse("no serial yet");
    return switch (outcome.kind()) {
      case RELEASED ->
          "RELEASED: "
              + outcome.origin()
              + " "
              + serial
              + outcome.previousSerial().map(s -> " (was " + s + ")").orElse("")
              + ", approved by the gate";
      case UNCHANGED ->
          "UNCHANGED: " + outcome.origin() + " " + serial + ", nothing new and nothing due";
      case HELD -> "HELD: " + outcome.origin() + " " + serial + ", an operator's hold is in force";
      case REJECTED ->
          "REJECTED: "
              + outcome.origin()
              + " stays as it is, "
              + serial
              + "; nothing was published";
    };
  }

  private static String seconds(RunOutcome outcome) {
    List<String> parts = new ArrayList<>();
    millis(outcome)
        .forEach((s, ms) -> parts.add(String.format(Locale.ROOT, "%s %.1f s", s, ms / 1e3)));
    return String.join(", ", parts);
  }

  /** A release as {@code releases} lists it. */
  Map<String, Object> release(ReleaseRecord release) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("serial", release.serial().value());
    document.put("releasedAt", release.releasedAt().toString());
    document.put("digest", release.digest());
    document.put("artefact", artefact(release));
    document.put("kind", release.kind().text());
    document.put("basedOn", release.basedOn().toString());
    document.put(
        "keys",
        release.keys().stream()
            .map(
                key -> {
                  Map<String, Object> fields = new LinkedHashMap<>();
                  fields.put("fingerprint", key.fingerprint().hex());
                  fields.put("keyTag", key.tag().value());
                  fields.put("algorithm", key.algorithm());
                  fields.put("role", key.role().text());
                  fields.put("signs", key.signs());
                  return fields;
                })
            .toList());
    document.put("verdict", release.verdict().text());
    document.put("length", release.length());
    return document;
  }
}
