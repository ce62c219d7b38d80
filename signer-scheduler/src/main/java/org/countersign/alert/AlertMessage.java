package org.countersign.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.store.Alert;
import org.countersign.store.AlertDelivery;

/**
 * What a channel is told: a trouble that began, goes on unattended or has ended, or that we live.
 *
 * @param id of the alert, by which it is acknowledged; 0 for a heartbeat, and while the database
 *     that numbers alerts is away
 * @param event {@code raised}, {@code escalated}, {@code ended}, {@code heartbeat}
 * @param condition such as {@code RUN-REJECTED}; {@code HEARTBEAT}
 */
public record AlertMessage(
    long id,
    String event,
    String condition,
    String severity,
    Optional<Name> zone,
    String node,
    Instant at,
    String text) {

  static AlertMessage of(AlertDelivery delivery, String node) {
    return delivery
        .alert()
        .map(alert -> of(alert, delivery.event()))
        .orElseGet(
            () ->
                new AlertMessage(
                    0,
                    delivery.event(),
                    "HEARTBEAT",
                    "none",
                    Optional.empty(),
                    node,
                    delivery.createdAt(),
                    "alerts can be told"));
  }

  private static AlertMessage of(Alert alert, String event) {
    return new AlertMessage(
        alert.id(),
        event,
        alert.key().condition().id(),
        alert.key().condition().severity().text(),
        alert.key().zone(),
        alert.node(),
        alert.endedAt().filter(end -> event.equals("ended")).orElse(alert.raisedAt()),
        alert.message());
  }

  /** The fields by name, as webhooks get them. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("event", event);
    fields.put("condition", condition);
    fields.put("severity", severity);
    fields.put("zone", zone.map(Name::toString).orElse(null));
    fields.put("node", node);
    fields.put("at", at.toString());
    fields.put("message", text);
    return fields;
  }

  /** The same for a command's placeholders. */
  Map<String, String> words() {
    return Map.of(
        "id", Long.toString(id),
        "event", event,
        "condition", condition,
        "severity", severity,
        "zone", zone.map(Name::toString).orElse("-"),
        "message", text);
  }
}
