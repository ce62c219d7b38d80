package org.countersign.operate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Serial;
import org.countersign.finding.RuleId;
import org.countersign.store.StoredOverride;

/** Overrides for people, or as JSON. */
final class OverrideReport {
  private final OutputOptions output;

  OverrideReport(OutputOptions output) {
    this.output = output;
  }

  int requested(StoredOverride made, Overrides.Refusal refusal, Instant now) {
    if (output.json()) {
      Map<String, Object> document = document(made, now);
      document.put("findings", FindingsJson.of(refusal.findings()));
      output.document(document);
      return ExitCode.DONE;
    }
    print(made, now);
    FindingsText.print(refusal.findings(), output.out());
    output.out().println();
    output
        .out()
        .println("A second person approves with: countersign override approve " + made.id());
    return ExitCode.DONE;
  }

  int approved(StoredOverride approved, Instant now) {
    if (output.json()) {
      output.document(document(approved, now));
    } else {
      print(approved, now);
      output.out().println("Now run: countersign run " + approved.zone());
    }
    return ExitCode.DONE;
  }

  /** Not only content limits refused. */
  int never(Overrides.Refusal refusal) {
    List<String> rules =
        refusal.rules().stream().filter(r -> !r.isContentLimit()).map(RuleId::id).sorted().toList();
    String sentence =
        "refused: "
            + String.join(", ", rules)
            + " can never be overridden, by nobody; mend what was found";
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("error", sentence);
      document.put("exit", ExitCode.REFUSED);
      document.put("rules", rules);
      document.put("findings", FindingsJson.of(refusal.findings()));
      output.document(document);
    } else {
      output.out().println(sentence);
      FindingsText.print(refusal.findings(), output.out());
    }
    return ExitCode.REFUSED;
  }

  int ownRequest(StoredOverride request, Instant now) {
    String sentence =
        "refused: "
            + request.requester()
            + " asked for override "
            + request.id()
            + " and cannot approve it; a second person must";
    if (output.json()) {
      Map<String, Object> document = document(request, now);
      document.put("error", sentence);
      document.put("exit", ExitCode.REFUSED);
      output.document(document);
    } else {
      output.out().println(sentence);
    }
    return ExitCode.REFUSED;
  }

  int list(List<StoredOverride> all, Instant now) {
    if (output.json()) {
      output.document(all.stream().map(o -> document(o, now)).toList());
    } else {
      all.forEach(o -> print(o, now));
    }
    return ExitCode.DONE;
  }

  private void print(StoredOverride override, Instant now) {
    output.out().println(sentence(override, now));
  }

  static String sentence(StoredOverride o, Instant now) {
    return "override "
        + o.id()
        + " of "
        + String.join(", ", o.rules().stream().map(RuleId::id).sorted().toList())
        + " for "
        + o.zone()
        + " data "
        + o.dataDigest().substring(0, 16)
        + "… is "
        + o.state(now)
        + ": asked for by "
        + o.requester()
        + " ("
        + o.reason()
        + ")"
        + o.approver().map(a -> ", approved by " + a).orElse("")
        + o.usedSerial().map(s -> ", used for serial " + s).orElse("")
        + ", good until "
        + Moments.text(o.expiresAt());
  }

  static Map<String, Object> document(StoredOverride o, Instant now) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", o.id());
    document.put("origin", o.zone().toString());
    document.put("digest", o.dataDigest());
    document.put("rules", o.rules().stream().map(RuleId::id).sorted().toList());
    document.put("state", o.state(now));
    document.put("reason", o.reason());
    document.put("requester", o.requester());
    document.put("requestedAt", o.requestedAt().toString());
    document.put("approver", o.approver().orElse(null));
    document.put("approvedAt", o.approvedAt().map(Instant::toString).orElse(null));
    document.put("expiresAt", o.expiresAt().toString());
    document.put("usedSerial", o.usedSerial().map(Serial::value).orElse(null));
    return document;
  }
}
