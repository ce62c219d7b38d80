package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.jdbi.v3.core.Handle;

/** Alerts: raised once however many see the trouble, acknowledged by people, ended with it. */
public final class AlertStore {
  static final String COLUMNS =
      "a.alert_id, a.condition, a.zone, a.subject, a.node, a.message, a.raised_at, a.last_seen_at,"
          + " a.times, a.acknowledged_at, a.acknowledged_by, a.escalated_at, a.ended_at";

  private final SignerDatabase database;

  public AlertStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Raises an alert and has it told, or notes that an open one was seen again.
   *
   * @param channels where it is told
   * @return the new alert; empty if it was open already
   */
  public Optional<Alert> raise(
      AlertKey key, String node, String message, Collection<String> channels) {
    return database.call(
        handle -> {
          Optional<Alert> raised =
              handle
                  .createQuery(
                      "INSERT INTO signer.alert AS a (dedupe_key, condition, severity, zone,"
                          + " subject, node, message, raised_at, last_seen_at) VALUES (:key,"
                          + " :condition, :severity, :zone, :subject, :node, :message,"
                          + " clock_timestamp(), clock_timestamp()) ON CONFLICT (dedupe_key) WHERE"
                          + " ended_at IS NULL DO NOTHING RETURNING "
                          + COLUMNS)
                  .bind("key", key.text())
                  .bind("condition", key.condition().id())
                  .bind("severity", key.condition().severity().text())
                  .bind("zone", key.zone().map(Name::toString).orElse(null))
                  .bind("subject", key.subject())
                  .bind("node", node)
                  .bind("message", message)
                  .map((row, context) -> alert(row))
                  .findOne();
          if (raised.isPresent()) {
            tell(handle, raised.get().id(), "raised", channels);
            AuditLog.append(
                handle,
                raised.get().raisedAt(),
                "countersign",
                "alert",
                key.zone(),
                Map.of("condition", key.condition().id(), "message", message, "node", node));
          } else {
            handle
                .createUpdate(
                    "UPDATE signer.alert SET last_seen_at = clock_timestamp(), times = times + 1,"
                        + " message = :message WHERE dedupe_key = :key AND ended_at IS NULL")
                .bind("key", key.text())
                .bind("message", message)
                .execute();
          }
          return raised;
        });
  }

  /** Ends an alert and has that told where it was told; false if there was none. */
  public boolean end(AlertKey key) {
    return database.call(
        handle -> {
          Optional<Long> ended =
              handle
                  .createQuery(
                      "UPDATE signer.alert SET ended_at = clock_timestamp() WHERE dedupe_key = :key"
                          + " AND ended_at IS NULL RETURNING alert_id")
                  .bind("key", key.text())
                  .mapTo(Long.class)
                  .findOne();
          ended.ifPresent(
              id ->
                  tell(
                      handle,
                      id,
                      "ended",
                      handle
                          .createQuery(
                              "SELECT DISTINCT channel FROM signer.alert_delivery WHERE alert_id ="
                                  + " :id")
                          .bind("id", id)
                          .mapTo(String.class)
                          .list()));
          return ended.isPresent();
        });
  }

  /**
   * Notes who takes an alert up, on the audit trail.
   *
   * @return the alert as it is then; empty if there is no such open alert
   */
  public Optional<Alert> acknowledge(long id, String person) {
    return database.call(
        handle -> {
          Optional<Alert> taken =
              handle
                  .createQuery(
                      "UPDATE signer.alert a SET acknowledged_at = coalesce(acknowledged_at,"
                          + " clock_timestamp()), acknowledged_by = coalesce(acknowledged_by,"
                          + " :person) WHERE alert_id = :id AND ended_at IS NULL RETURNING "
                          + COLUMNS)
                  .bind("id", id)
                  .bind("person", person)
                  .map((row, context) -> alert(row))
                  .findOne();
          taken.ifPresent(
              alert ->
                  AuditLog.append(
                      handle,
                      alert.acknowledgedAt().orElseThrow(),
                      person,
                      "alert acknowledge",
                      alert.key().zone(),
                      Map.of("alert", id, "condition", alert.key().condition().id())));
          return taken;
        });
  }

  /**
   * Has alerts told again that nobody took up in time, each once.
   *
   * @param channels where
   * @return those
   */
  public List<Alert> escalate(Duration after, Collection<String> channels) {
    return database.call(
        handle -> {
          List<Alert> late =
              handle
                  .createQuery(
                      "UPDATE signer.alert a SET escalated_at = clock_timestamp() WHERE ended_at IS"
                          + " NULL AND acknowledged_at IS NULL AND escalated_at IS NULL AND"
                          + " raised_at <= clock_timestamp() - CAST(:seconds AS double precision) *"
                          + " interval '1 second' RETURNING "
                          + COLUMNS)
                  .bind("seconds", after.toMillis() / 1000.0)
                  .map((row, context) -> alert(row))
                  .list();
          late.forEach(alert -> tell(handle, alert.id(), "escalated", channels));
          return late;
        });
  }

  private static void tell(Handle handle, long id, String event, Collection<String> channels) {
    for (String channel : channels) {
      handle
          .createUpdate(
              "INSERT INTO signer.alert_delivery (alert_id, event, channel, created_at, not_before)"
                  + " VALUES (:id, :event, :channel, clock_timestamp(), clock_timestamp())")
          .bind("id", id)
          .bind("event", event)
          .bind("channel", channel)
          .execute();
    }
  }

  /** Those that last, oldest first. */
  public List<Alert> open() {
    return list(" WHERE a.ended_at IS NULL ORDER BY a.alert_id", Integer.MAX_VALUE);
  }

  /** Newest first. */
  public List<Alert> recent(int limit) {
    return list(" ORDER BY a.alert_id DESC", limit);
  }

  private List<Alert> list(String rest, int limit) {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM signer.alert a" + rest + " LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> alert(row))
                .list());
  }

  static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong(1),
        new AlertKey(
            AlertCondition.parse(row.getString(2)),
            Optional.ofNullable(row.getString(3)).map(Name::parse),
            row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getLong(9),
        instant(row, 10),
        Optional.ofNullable(row.getString(11)),
        instant(row, 12),
        instant(row, 13));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(SignerDatabase.instant(row.getObject(column, OffsetDateTime.class)));
  }
}
