package org.countersign.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.operate.TokenCommand.Role;
import org.countersign.store.AlertStore;
import org.countersign.store.DueWorkStore;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.OverrideStore;
import org.countersign.store.RunStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredRun;
import org.countersign.store.WorkKind;

/** What people and programs may see and ask for over HTTP, in JSON, with a token. */
final class HttpApi {
  private static final String BASE = "/api/v1";
  private static final String ONE = BASE + "/zones/{zone}";
  private static final int RUNS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Installation installation;
  private final Clock clock;
  private final HttpAccess access;
  private final RunStore runs;
  private final HoldStore holds;
  private final DueWorkStore due;
  private final AlertStore alerts;
  private final OverrideStore overrides;

  HttpApi(Installation installation, Clock clock, HttpAccess access) {
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.installation = installation;
    this.clock = clock;
    this.access = access;
    this.runs = new RunStore(database);
    this.holds = new HoldStore(database);
    this.due = new DueWorkStore(database);
    this.alerts = new AlertStore(database);
    this.overrides = new OverrideStore(database);
  }

  void addTo(RoutesConfig routes) {
    routes.get(BASE + "/status", access.only(Role.VIEW, this::status));
    routes.get(ONE + "/status", access.only(Role.VIEW, this::zoneStatus));
    routes.get(ONE + "/runs", access.only(Role.VIEW, this::runs));
    routes.get(ONE + "/releases", access.only(Role.VIEW, this::releases));
    routes.get(BASE + "/alerts", access.only(Role.VIEW, this::alerts));
    routes.get(BASE + "/overrides", access.only(Role.VIEW, this::overrides));
    routes.post(ONE + "/run", access.only(Role.OPERATE, this::runNow));
    routes.post(ONE + "/hold", access.only(Role.OPERATE, this::hold));
    routes.post(ONE + "/resume", access.only(Role.OPERATE, this::resume));
    routes.post(BASE + "/alerts/{id}/acknowledge", access.only(Role.OPERATE, this::acknowledge));
    routes.post(BASE + "/overrides/{id}/approve", access.only(Role.APPROVE, this::approve));
  }

  private void status(Context context) {
    ZoneStatusReader reader = new ZoneStatusReader(installation);
    Instant now = clock.instant();
    answer(
        context,
        new ManagedZones(installation)
            .all().stream().map(zone -> ZoneStatusJson.of(reader.read(zone, now))).toList());
  }

  private void zoneStatus(Context context) {
    answer(
        context,
        ZoneStatusJson.of(new ZoneStatusReader(installation).read(zone(context), clock.instant())));
  }

  private void runs(Context context) {
    answer(context, runs.recent(zone(context), RUNS).stream().map(HttpApi::document).toList());
  }

  private static Map<String, Object> document(StoredRun run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.id().toString());
    document.put("startedAt", run.startedAt().toString());
    document.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
    document.put("outcome", run.outcome().orElse(null));
    document.put("serial", run.serial().map(Serial::value).orElse(null));
    document.put("message", run.message().orElse(null));
    document.put("millis", run.millis());
    return document;
  }

  private void releases(Context context) {
    RunReport report = new RunReport(null, installation.data());
    answer(
        context,
        new ManagedZones(installation)
            .releases(zone(context)).stream().map(report::release).toList());
  }

  private void alerts(Context context) {
    answer(context, alerts.open().stream().map(AlertCommand::document).toList());
  }

  private void overrides(Context context) {
    Instant now = clock.instant();
    answer(
        context,
        overrides.all(Optional.empty()).stream()
            .map(override -> OverrideReport.document(override, now))
            .toList());
  }

  private void runNow(Context context) {
    Name zone = zone(context);
    due.want(zone, WorkKind.RUN, HttpAccess.actor(context));
    context.status(202);
    answer(context, Map.of("wanted", "run", "zone", zone.toString()));
  }

  private void hold(Context context) {
    Name zone = zone(context);
    JsonNode body = body(context);
    HoldScope scope = scope(body);
    String reason = body.path("reason").asText();
    if (reason.isBlank()) {
      throw new HttpProblem(400, "reason: say why; the next person on call will ask");
    }
    Instant now = clock.instant();
    Optional<Instant> until = until(body, now);
    Optional<Hold> inTheWay =
        holds.hold(zone, scope, HttpAccess.actor(context), reason, now, until);
    if (inTheWay.isPresent()) {
      throw new HttpProblem(409, HoldsText.sentence(inTheWay.get()) + " already");
    }
    answer(context, holds.open(zone, now).stream().map(HoldsJson::of).toList());
  }

  private static Optional<Instant> until(JsonNode body, Instant now) {
    if (!body.hasNonNull("until")) {
      return Optional.empty();
    }
    try {
      Instant until = Instant.parse(body.get("until").asText());
      if (!until.isAfter(now)) {
        throw new HttpProblem(400, "until: " + until + " is over; name an instant to come");
      }
      return Optional.of(until);
    } catch (DateTimeException e) {
      throw new HttpProblem(400, "until: needed is an instant such as 2026-12-01T06:00:00Z");
    }
  }

  private void resume(Context context) {
    Name zone = zone(context);
    HoldScope scope = scope(body(context));
    Hold resumed =
        holds
            .resume(zone, scope, HttpAccess.actor(context), clock.instant())
            .orElseThrow(
                () -> new HttpProblem(409, scope.text() + " of " + zone + " is not on hold"));
    due.want(zone, WorkKind.RUN, "resume");
    answer(context, HoldsJson.of(resumed));
  }

  private void acknowledge(Context context) {
    answer(
        context,
        AlertCommand.document(
            alerts
                .acknowledge(id(context), HttpAccess.actor(context))
                .orElseThrow(() -> new HttpProblem(404, "no alert that lasts has this number"))));
  }

  private void approve(Context context) {
    Instant now = clock.instant();
    long id = id(context);
    String requester =
        overrides
            .find(id)
            .orElseThrow(() -> new HttpProblem(404, "no override has this number"))
            .requester();
    String approver = HttpAccess.actor(context);
    if (Actors.human(requester).equals(Actors.human(approver))) {
      throw new HttpProblem(403, requester + " asked for it: another person must approve");
    }
    var approved =
        overrides
            .approve(id, approver, now)
            .orElseThrow(
                () -> new HttpProblem(409, "override " + id + " was approved, used or has ended"));
    due.want(approved.zone(), WorkKind.RUN, "override");
    answer(context, OverrideReport.document(approved, now));
  }

  private Name zone(Context context) {
    Name zone;
    try {
      zone = Name.parse(context.pathParam("zone"));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, e.getMessage());
    }
    if (!new ManagedZones(installation).has(zone)) {
      throw new HttpProblem(404, zone + " is not under management");
    }
    return zone;
  }

  private static long id(Context context) {
    String text = context.pathParam("id");
    if (!text.matches("\\d{1,18}")) {
      throw new HttpProblem(400, "\"" + text + "\" is no number");
    }
    return Long.parseLong(text);
  }

  private static JsonNode body(Context context) {
    try {
      JsonNode body = JSON.readTree(context.body());
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new HttpProblem(400, "needed is a JSON object");
  }

  private static HoldScope scope(JsonNode body) {
    try {
      return HoldScope.parse(body.path("scope").asText());
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "scope: " + e.getMessage());
    }
  }

  static void answer(Context context, Object document) {
    context.contentType("application/json").result(Json.text(document));
  }
}
