package org.countersign.operate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.keys.rollover.ExpectedMove;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Outcome;
import org.countersign.keys.rollover.RecordState;
import org.countersign.keys.rollover.RollStart;
import org.countersign.run.KeyReport;

/** How a zone's keys stand, for programs. */
final class ExplainJson {
  private ExplainJson() {}

  static Map<String, Object> of(Name origin, KeyReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("origin", origin.toString());
    document.put("at", report.step().at().toString());
    document.put("held", report.consent().held().orElse(null));
    document.put("keys", report.step().before().keys().stream().map(k -> key(k, report)).toList());
    document.put("moves", report.step().moves().stream().map(m -> move(m, report)).toList());
    document.put("begins", report.due().stream().map(ExplainJson::start).toList());
    document.put("next", report.next().stream().map(n -> expected(n, report)).toList());
    return document;
  }

  private static Map<String, Object> key(ManagedKey key, KeyReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyId", key.id().toString());
    fields.put("fingerprint", key.dnskey().fingerprint().hex());
    fields.put("keyTag", key.dnskey().tag().value());
    fields.put("role", key.role().text());
    fields.put("goal", key.goal().name());
    fields.put(
        "records", KeyRecord.of(key.role()).stream().map(r -> record(key, r, report)).toList());
    return fields;
  }

  private static Map<String, Object> record(ManagedKey key, KeyRecord record, KeyReport report) {
    RecordState state = report.step().after().key(key.id()).records().get(record);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("record", record.name());
    fields.put("state", key.presence(record).name());
    fields.put("stateAfter", state.presence().name());
    fields.put("since", state.since().toString());
    fields.put("evidence", state.evidence().map(s -> s.value()).orElse(null));
    outcome(report.step().outcome(key.id(), record), fields);
    return fields;
  }

  private static void outcome(Outcome outcome, Map<String, Object> fields) {
    if (outcome instanceof Outcome.WaitUntil w) {
      fields.put("outcome", "wait-until");
      fields.put("until", w.at().toString());
      fields.put("why", w.why());
    } else if (outcome instanceof Outcome.WaitFor w) {
      fields.put("outcome", "wait-for");
      fields.put("waitsFor", w.evidence());
      fields.put("why", w.why());
    } else if (outcome instanceof Outcome.Blocked b) {
      fields.put("outcome", "blocked");
      fields.put("rule", b.rule().name());
      fields.put("why", b.why());
    } else {
      fields.put("outcome", outcome instanceof Outcome.Advance ? "advance" : "nothing-to-do");
    }
  }

  private static Map<String, Object> start(RollStart start) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", start.role().text());
    fields.put("algorithm", start.algorithm().number());
    fields.put("replaces", start.replaces().stream().map(Object::toString).sorted().toList());
    fields.put("why", start.why());
    return fields;
  }

  private static Map<String, Object> expected(ExpectedMove expected, KeyReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", expected.earliest().toString());
    fields.putAll(move(expected.move(), report));
    return fields;
  }

  private static Map<String, Object> move(Move move, KeyReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyId", move.key().toString());
    report
        .step()
        .before()
        .find(move.key())
        .ifPresent(
            key -> {
              fields.put("fingerprint", key.dnskey().fingerprint().hex());
              fields.put("keyTag", key.dnskey().tag().value());
            });
    fields.put("record", move.record().name());
    fields.put("from", move.from().name());
    fields.put("to", move.to().name());
    return fields;
  }
}
