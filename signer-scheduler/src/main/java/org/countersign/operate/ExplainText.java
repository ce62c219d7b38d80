package org.countersign.operate;

import java.io.PrintWriter;
import java.util.Locale;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.ExpectedMove;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Outcome;
import org.countersign.keys.rollover.RecordState;
import org.countersign.keys.rollover.RollStart;
import org.countersign.run.KeyReport;

/** How a zone's keys stand, for people. */
final class ExplainText {
  private final KeyReport report;
  private final PrintWriter out;

  ExplainText(KeyReport report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print(Name origin) {
    report
        .consent()
        .held()
        .ifPresent(why -> out.println("rollovers of " + origin + " are held: " + why));
    report.step().before().keys().forEach(this::print);
    if (report.step().before().keys().isEmpty()) {
      out.println(origin + " has no keys");
    }
    if (!report.step().moves().isEmpty()) {
      out.println("the next run moves:");
      report.step().moves().forEach(move -> out.println("  " + text(move)));
    }
    for (RollStart start : report.due()) {
      out.println(
          "the next run begins a rollover of the " + start.role().text() + ": " + start.why());
    }
    out.println(report.next().isEmpty() ? "no move is to come" : "next, at the earliest:");
    for (ExpectedMove expected : report.next()) {
      out.println("  " + Moments.text(expected.earliest()) + "  " + text(expected.move()));
    }
  }

  private void print(ManagedKey key) {
    out.println(key.shown() + ", algorithm " + key.algorithm() + ", to be " + small(key.goal()));
    ManagedKey after = report.step().after().key(key.id());
    for (KeyRecord record : KeyRecord.of(key.role())) {
      RecordState state = after.records().get(record);
      out.format(
          Locale.ROOT,
          "  %-6s  %-11s since %s%n",
          record,
          small(state.presence()),
          Moments.text(state.since()));
      String outcome = text(report.step().outcome(key.id(), record));
      if (!outcome.isEmpty()) {
        out.println("          " + outcome);
      }
    }
  }

  private static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Advance a) {
      return "moves to " + small(a.bundle().to());
    }
    if (outcome instanceof Outcome.WaitUntil w) {
      return "waits until " + Moments.text(w.at()) + ": " + w.why();
    }
    if (outcome instanceof Outcome.WaitFor w) {
      return "waits for " + w.evidence() + ": " + w.why();
    }
    return outcome instanceof Outcome.Blocked b ? "is kept by " + b.rule() + ": " + b.why() : "";
  }

  private String text(Move move) {
    KeySet keys = report.step().before();
    String key =
        keys.find(move.key()).map(ManagedKey::shown).orElseGet(() -> move.key().toString());
    return move.record() + " of the " + key + " becomes " + small(move.to());
  }

  private static String small(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
