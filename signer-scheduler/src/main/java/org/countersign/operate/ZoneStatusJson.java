package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.Hold;
import org.countersign.store.ServerView;
import org.countersign.store.StoredPublication;
import org.countersign.store.StoredRun;

/** How a zone is, as JSON; durations are seconds. */
final class ZoneStatusJson {
  private ZoneStatusJson() {}

  static Map<String, Object> of(ZoneStatus status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("origin", status.origin().toString());
    document.put("serial", status.release().map(r -> r.serial().value()).orElse(null));
    document.put("kind", status.release().map(r -> r.kind().text()).orElse(null));
    document.put("verdict", status.release().map(r -> r.verdict().text()).orElse(null));
    document.put("releasedAt", status.release().map(r -> r.releasedAt().toString()).orElse(null));
    document.put("age", status.age().map(Duration::toSeconds).orElse(null));
    document.put(
        "signaturesEnd",
        status.release().flatMap(ReleaseRecord::signaturesEnd).map(Instant::toString).orElse(null));
    document.put(
        "lowestRemaining",
        status.remaining().values().stream()
            .min(Duration::compareTo)
            .map(Duration::toSeconds)
            .orElse(null));
    Map<String, Object> byType = new LinkedHashMap<>();
    status.remaining().forEach((type, left) -> byType.put(type, left.toSeconds()));
    document.put("remaining", byType);
    document.put("holds", status.holds().stream().map(h -> hold(status, h)).toList());
    document.put("lastRun", status.lastRun().map(r -> run(r)).orElse(null));
    document.put("findings", FindingsJson.of(status.findings()));
    document.put("underWay", status.underWay().map(r -> r.startedAt().toString()).orElse(null));
    document.put("secondaries", servers(status, NoAnswer.Asked.ZONE));
    document.put("parent", servers(status, NoAnswer.Asked.PARENT));
    document.put(
        "rollovers",
        status.rollovers().stream()
            .map(d -> Map.of("keyId", d.key().toString(), "says", d.text()))
            .toList());
    document.put(
        "nextMoves",
        status.nextMoves().stream()
            .map(
                m ->
                    Map.of(
                        "earliest", m.earliest().toString(),
                        "keyId", m.move().key().toString(),
                        "record", m.move().record().name(),
                        "to", m.move().to().name()))
            .toList());
    document.put(
        "overrides",
        status.overrides().stream().map(o -> OverrideReport.document(o, status.now())).toList());
    document.put(
        "publications", status.publications().stream().map(ZoneStatusJson::publication).toList());
    return document;
  }

  private static Map<String, Object> publication(StoredPublication publication) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("publisher", publication.publisher());
    document.put("host", publication.host());
    document.put("serial", publication.serial().map(Serial::value).orElse(null));
    document.put("place", publication.place().orElse(null));
    document.put("at", publication.at().map(Instant::toString).orElse(null));
    document.put("failure", publication.failure().orElse(null));
    document.put("failedSerial", publication.failedSerial().map(Serial::value).orElse(null));
    document.put("failingSince", publication.failingSince().map(Instant::toString).orElse(null));
    document.put("attempts", publication.attempts());
    return document;
  }

  private static List<Map<String, Object>> servers(ZoneStatus status, NoAnswer.Asked asked) {
    return status.servers().stream()
        .filter(view -> view.asked() == asked)
        .map(view -> server(status, view))
        .toList();
  }

  private static Map<String, Object> server(ZoneStatus status, ServerView view) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("server", view.server());
    document.put("serial", view.zone().map(z -> z.serial().value()).orElse(null));
    document.put(
        "current",
        view.zone()
            .flatMap(z -> status.release().map(r -> r.serial().equals(z.serial())))
            .orElse(null));
    document.put("answeredAt", view.answeredAt().map(Instant::toString).orElse(null));
    document.put("failing", view.failing());
    document.put(
        "failure", view.failure().filter(f -> view.failing()).map(f -> f.message()).orElse(null));
    return document;
  }

  private static Map<String, Object> hold(ZoneStatus status, Hold hold) {
    Map<String, Object> document = HoldsJson.of(hold);
    document.put("signaturesRunOut", status.runOut(hold).map(Instant::toString).orElse(null));
    return document;
  }

  private static Map<String, Object> run(StoredRun run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("startedAt", run.startedAt().toString());
    document.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
    document.put("outcome", run.outcome().orElse(null));
    document.put("serial", run.serial().map(Serial::value).orElse(null));
    document.put("message", run.message().orElse(null));
    return document;
  }
}
