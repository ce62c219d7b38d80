package org.countersign.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.finding.Finding;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.Hold;
import org.countersign.store.ServerView;
import org.countersign.store.StoredPublication;
import org.countersign.store.StoredRun;

/** How a zone is, for a person on call: what matters first, one line each. */
final class ZoneStatusText {
  private static final int SHOWN = 8;

  private final PrintWriter out;

  ZoneStatusText(PrintWriter out) {
    this.out = out;
  }

  void print(ZoneStatus status) {
    out.println(status.origin());
    status.release().ifPresentOrElse(r -> release(status, r), this::never);
    status.holds().forEach(hold -> hold(status, hold));
    status.lastRun().ifPresent(run -> line("last run", run(status, run)));
    status.underWay().ifPresent(run -> line("run", "under way since " + since(status, run)));
    findings(status.findings());
    status
        .rollovers()
        .forEach(d -> line("key", d.key().toString().substring(0, 8) + " " + d.text()));
    status.nextMoves().stream()
        .limit(1)
        .forEach(
            m ->
                line(
                    "  next",
                    m.move().record()
                        + " to "
                        + m.move().to()
                        + " at "
                        + Moments.text(m.earliest())
                        + " at the earliest"));
    status.servers().forEach(view -> server(status, view));
    status.overrides().forEach(o -> line("override", OverrideReport.sentence(o, status.now())));
    status.publications().forEach(p -> line("published", publication(status, p)));
    out.println();
  }

  private static String publication(ZoneStatus status, StoredPublication publication) {
    String text = publication.publisher() + " on " + publication.host() + ": ";
    text +=
        publication
            .serial()
            .map(s -> s + ", " + ago(status, publication.at().orElseThrow()))
            .orElse("nothing yet");
    text += publication.place().map(place -> ", " + place).orElse("");
    return publication.attempts() == 0
        ? text
        : text
            + "; FAILS to publish "
            + publication.failedSerial().orElseThrow()
            + " since "
            + Moments.text(publication.failingSince().orElseThrow())
            + " ("
            + publication.attempts()
            + " times): "
            + publication.failure().orElseThrow();
  }

  private void never() {
    line("serial", "none: never released");
  }

  private void release(ZoneStatus status, ReleaseRecord release) {
    line(
        "serial",
        release.serial()
            + ", "
            + release.kind().text()
            + ", "
            + release.verdict().text()
            + ", released "
            + ago(status, release.releasedAt()));
    List<String> lowest =
        status.remaining().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
            .map(e -> e.getKey() + " " + span(e.getValue()))
            .toList();
    if (lowest.isEmpty()) {
      line("signatures", "when they run out is not on record; the next release notes it");
    } else {
      line(
          "signatures",
          "the first runs out in "
              + span(status.remaining().values().stream().min(Duration::compareTo).get())
              + ", at "
              + Moments.text(release.signaturesEnd().orElseThrow()));
      line("  by type", String.join(", ", lowest));
    }
  }

  private void hold(ZoneStatus status, Hold hold) {
    line("HOLD", HoldsText.sentence(hold));
    status
        .runOut(hold)
        .ifPresent(
            end ->
                line(
                    "",
                    "nothing is refreshed under it: signatures run out at "
                        + Moments.text(end)
                        + ", in "
                        + span(Duration.between(status.now(), end))));
  }

  private String run(ZoneStatus status, StoredRun run) {
    return run.outcome().orElse("")
        + ", began "
        + since(status, run)
        + run.message().map(m -> ": " + m).orElse("");
  }

  private static String since(ZoneStatus status, StoredRun run) {
    return ago(status, run.startedAt());
  }

  private void server(ZoneStatus status, ServerView view) {
    String serves =
        view.zone()
            .map(
                z ->
                    "serial "
                        + z.serial()
                        + (status.release().map(r -> r.serial().equals(z.serial())).orElse(false)
                            ? ""
                            : ", NOT the newest")
                        + ", first seen "
                        + ago(status, z.first()))
            .orElse(view.parent().map(p -> p.ds().size() + " DS").orElse("nothing yet"));
    line(
        view.asked() == NoAnswer.Asked.ZONE ? "secondary" : "parent",
        view.server()
            + ": "
            + serves
            + view.failure()
                .filter(f -> view.failing())
                .map(f -> "; FAILING: " + f.message())
                .orElse(""));
  }

  private void findings(List<Finding> findings) {
    Map<String, List<Finding>> byRule =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    f -> (f.refuses() ? "REFUSED " : "warned ") + f.rule(),
                    java.util.TreeMap::new,
                    Collectors.toList()));
    byRule.entrySet().stream()
        .limit(SHOWN)
        .forEach(
            e ->
                line(
                    "  finding",
                    e.getKey()
                        + ": "
                        + FindingsText.sentence(e.getValue().get(0))
                        + (e.getValue().size() > 1
                            ? " (and " + (e.getValue().size() - 1) + " more)"
                            : "")));
  }

  private static String ago(ZoneStatus status, Instant at) {
    return span(Duration.between(at, status.now())) + " ago, " + Moments.text(at);
  }

  /** Two units at most: {@code 12 d 3 h}, {@code 40 s}; {@code -3 h} for what is over. */
  static String span(Duration duration) {
    if (duration.isNegative()) {
      return "-" + span(duration.negated());
    }
    long days = duration.toDays();
    if (days > 0) {
      return days + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }

  private void line(String what, String text) {
    out.printf("  %-11s %s%n", what, text);
  }
}
