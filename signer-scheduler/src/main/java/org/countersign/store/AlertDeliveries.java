package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What waits to be told, channel by channel; several nodes may tell, each row one at a time. */
public final class AlertDeliveries {
  private static final String SECONDS = "CAST(:seconds AS double precision) * interval '1 second'";

  private static final String CLAIM =
      "WITH next AS (UPDATE signer.alert_delivery SET attempts = attempts + 1, claimed_until ="
          + " clock_timestamp() + "
          + SECONDS
          + " WHERE delivery_id = (SELECT delivery_id FROM signer.alert_delivery WHERE channel ="
          + " :channel AND delivered_at IS NULL AND dropped_at IS NULL AND not_before <="
          + " clock_timestamp() AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())"
          + " ORDER BY delivery_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *) SELECT "
          + AlertStore.COLUMNS
          + ", d.delivery_id, d.event, d.channel, d.created_at, d.attempts FROM next d LEFT JOIN"
          + " signer.alert a USING (alert_id)";

  private final SignerDatabase database;

  public AlertDeliveries(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Takes what is next on a channel.
   *
   * @param claim after so long without an outcome, somebody else may try
   */
  public Optional<AlertDelivery> claim(String channel, Duration claim) {
    return database.call(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("channel", channel)
                .bind("seconds", seconds(claim))
                .map((row, context) -> delivery(row))
                .findOne());
  }

  /** The channel took it. */
  public void delivered(AlertDelivery delivery) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE signer.alert_delivery SET delivered_at = clock_timestamp(),"
                        + " claimed_until = NULL WHERE delivery_id = :id AND delivered_at IS NULL"
                        + " AND dropped_at IS NULL")
                .bind("id", delivery.id())
                .execute());
  }

  /** The channel did not take it: again after {@code delay}. */
  public void failed(AlertDelivery delivery, String error, Duration delay) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE signer.alert_delivery SET last_error = :error, claimed_until = NULL,"
                        + " not_before = clock_timestamp() + "
                        + SECONDS
                        + " WHERE delivery_id = :id")
                .bind("id", delivery.id())
                .bind("error", error)
                .bind("seconds", seconds(delay))
                .execute());
  }

  /**
   * Has a sign of life told on a channel if the last is older than {@code interval}; one that was
   * not taken until now says nothing any more and is dropped.
   */
  public void heartbeat(String channel, Duration interval) {
    database.run(
        handle -> {
          handle
              .createQuery("SELECT true FROM (SELECT pg_advisory_xact_lock(hashtext(:channel))) l")
              .bind("channel", "alert heartbeat " + channel)
              .mapTo(Boolean.class)
              .one();
          int made =
              handle
                  .createUpdate(
                      "INSERT INTO signer.alert_delivery (event, channel, created_at, not_before)"
                          + " SELECT 'heartbeat', :channel, clock_timestamp(), clock_timestamp()"
                          + " WHERE NOT EXISTS (SELECT FROM signer.alert_delivery WHERE event ="
                          + " 'heartbeat' AND channel = :channel AND created_at > clock_timestamp()"
                          + " - "
                          + SECONDS
                          + ")")
                  .bind("channel", channel)
                  .bind("seconds", seconds(interval))
                  .execute();
          if (made == 1) {
            handle
                .createUpdate(
                    "UPDATE signer.alert_delivery SET dropped_at = clock_timestamp() WHERE event ="
                        + " 'heartbeat' AND channel = :channel AND delivered_at IS NULL AND"
                        + " dropped_at IS NULL AND delivery_id < (SELECT max(delivery_id) FROM"
                        + " signer.alert_delivery WHERE event = 'heartbeat' AND channel ="
                        + " :channel)")
                .bind("channel", channel)
                .execute();
          }
        });
  }

  /** Forgets what was told, or dropped, longer than {@code age} ago. */
  public int forget(Duration age) {
    return database.call(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM signer.alert_delivery WHERE coalesce(delivered_at, dropped_at) <"
                        + " clock_timestamp() - "
                        + SECONDS)
                .bind("seconds", seconds(age))
                .execute());
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  private static AlertDelivery delivery(ResultSet row) throws SQLException {
    Optional<Alert> alert =
        row.getObject(1) == null ? Optional.empty() : Optional.of(AlertStore.alert(row));
    return new AlertDelivery(
        row.getLong(14),
        row.getString(15),
        row.getString(16),
        alert,
        row.getObject(17, OffsetDateTime.class).toInstant(),
        row.getInt(18));
  }
}
