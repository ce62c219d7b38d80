package org.countersign.operate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.registry.ContentDifference;
import org.countersign.registry.ContentDifference.Change;
import org.countersign.registry.ContentKind;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackPlan;

/** A rollback and its plan, for people or as JSON. */
final class RollbackReport {
  private static final int SHOWN = 10;

  private final OutputOptions output;
  private final RunReport runs;

  RollbackReport(OutputOptions output, Path data) {
    this.output = output;
    this.runs = new RunReport(output, data);
  }

  /** Says what was or would be done; the exit code. */
  int print(Rollback.Result result) {
    RollbackPlan plan = result.plan();
    if (output.json()) {
      Map<String, Object> document =
          result.outcome().map(runs::document).orElseGet(() -> planned(plan));
      document.put("basedOn", plan.target().serial().value());
      document.put("plan", document(plan));
      output.document(document);
      return result
          .outcome()
          .map(runs::exit)
          .orElse(plan.refused() ? ExitCode.REFUSED : ExitCode.DONE);
    }
    print(plan);
    if (result.outcome().isPresent()) {
      return runs.print(result.outcome().get());
    }
    FindingsText.print(plan.findings(), output.out());
    output.out().println();
    output
        .out()
        .println(
            plan.refused()
                ? "REFUSED: it would not be done, for the reasons above"
                : "nothing was changed (--dry-run)");
    return plan.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private static Map<String, Object> planned(RollbackPlan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", "planned");
    document.put("origin", plan.newest().origin().toString());
    document.put("serial", plan.serial().value());
    document.put("previousSerial", plan.newest().serial().value());
    document.put("findings", FindingsJson.of(plan.findings()));
    return document;
  }

  private static Map<String, Object> document(RollbackPlan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("target", plan.target().serial().value());
    document.put("keepData", plan.order().keepData());
    document.put("serial", plan.serial().value());
    document.put("newestSeen", plan.newestSeen().value());
    document.put("signers", plan.signers().stream().map(Fingerprint::hex).sorted().toList());
    document.put("keysReturn", plan.keysReturn());
    document.put("refused", plan.refused());
    document.put("namesGone", names(plan.namesGone()));
    document.put("namesGoneCount", plan.changed().map(c -> c.goneCount()).orElse(null));
    document.put("namesRestored", plan.order().restoreNames());
    document.put("dsChanged", names(plan.dsChanged()));
    document.put("dsChangedCount", plan.changed().map(c -> c.dsCount()).orElse(null));
    document.put("dsRestored", plan.order().restoreDs());
    document.put("held", List.of("ingest", "rollover"));
    document.put("difference", plan.difference().map(RollbackReport::difference).orElse(null));
    return document;
  }

  private static List<String> names(List<Name> names) {
    return names.stream().map(Name::toString).toList();
  }

  private static Map<String, Object> difference(ContentDifference difference) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (ContentKind kind : ContentKind.values()) {
      Map<String, Object> changes = new LinkedHashMap<>();
      for (Change change : Change.values()) {
        changes.put(
            change.name().toLowerCase(java.util.Locale.ROOT),
            difference.tally(kind, change).count());
      }
      document.put(kind.field(), changes);
    }
    return document;
  }

  private void print(RollbackPlan plan) {
    var out = output.out();
    out.println(
        "rollback of "
            + plan.newest().origin()
            + " to "
            + (plan.order().keepData() ? "the keys of " : "")
            + "serial "
            + plan.target().serial()
            + ", released "
            + Moments.text(plan.target().releasedAt()));
    out.println(
        "  as serial "
            + plan.serial()
            + "; newest of ours "
            + plan.newest().serial()
            + ", newest seen anywhere "
            + plan.newestSeen());
    out.println(
        "  signed by "
            + plan.signers().stream().map(Fingerprint::brief).collect(Collectors.joining(", "))
            + (plan.keysReturn() ? ", which sign again in place of today's" : ""));
    list("put on hold or deleted since", plan.namesGone(), plan.order().restoreNames());
    list("with another DS since", plan.dsChanged(), plan.order().restoreDs());
    plan.difference().ifPresent(this::print);
    out.println("  then ingest and rollover are on hold until somebody resumes them");
  }

  private void list(String what, List<Name> names, boolean restored) {
    if (!names.isEmpty()) {
      output
          .out()
          .println(
              "  "
                  + what
                  + (restored ? ", taken back: " : ", left out: ")
                  + names.stream().limit(SHOWN).map(Name::toString).collect(Collectors.joining(" "))
                  + (names.size() > SHOWN ? " …" : ""));
    }
  }

  private void print(ContentDifference difference) {
    output.out().println("  difference from what is released now:");
    for (ContentKind kind : ContentKind.values()) {
      output
          .out()
          .printf(
              "    %-12s +%d -%d ~%d%n",
              kind.field(),
              difference.tally(kind, Change.ADDED).count(),
              difference.tally(kind, Change.REMOVED).count(),
              difference.tally(kind, Change.CHANGED).count());
    }
  }
}
