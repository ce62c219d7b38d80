package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/** What publishers did last: where each has which serial, and what they failed to publish. */
public final class PublicationStore {
  private final SignerDatabase database;

  public PublicationStore(SignerDatabase database) {
    this.database = database;
  }

  /** Notes a success; the same again leaves the row, and its time, as they are. */
  public void published(
      Name zone, String publisher, String host, Serial serial, String place, Instant now) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO signer.publication AS p (zone, publisher, host, serial, place,"
                        + " published_at) VALUES (:zone, :publisher, :host, :serial, :place, :now)"
                        + " ON CONFLICT (zone, publisher, host) DO UPDATE SET serial ="
                        + " excluded.serial, place = excluded.place, published_at = CASE WHEN"
                        + " p.serial = excluded.serial THEN p.published_at ELSE"
                        + " excluded.published_at END, failed_serial = NULL, failure = NULL,"
                        + " failing_since = NULL, attempts = 0 WHERE p.serial IS DISTINCT FROM"
                        + " excluded.serial OR p.place <> excluded.place OR p.attempts > 0")
                .bind("zone", zone.toString())
                .bind("publisher", publisher)
                .bind("host", host)
                .bind("serial", serial.value())
                .bind("place", place)
                .bind("now", SignerDatabase.at(now))
                .execute());
  }

  /** Notes a failure, which leaves in service what was there. */
  public void failed(
      Name zone, String publisher, String host, Serial serial, String failure, Instant now) {
    database.call(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO signer.publication AS p (zone, publisher, host, failed_serial,"
                        + " failure, failing_since, attempts) VALUES (:zone, :publisher, :host,"
                        + " :serial, :failure, :now, 1) ON CONFLICT (zone, publisher, host) DO"
                        + " UPDATE SET failed_serial = excluded.failed_serial, failure ="
                        + " excluded.failure, failing_since = coalesce(p.failing_since,"
                        + " excluded.failing_since), attempts = p.attempts + 1")
                .bind("zone", zone.toString())
                .bind("publisher", publisher)
                .bind("host", host)
                .bind("serial", serial.value())
                .bind("failure", failure)
                .bind("now", SignerDatabase.at(now))
                .execute());
  }

  /** Of every node, by publisher. */
  public List<StoredPublication> of(Name zone) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM signer.publication WHERE zone = :zone ORDER BY publisher, host")
                .bind("zone", zone.toString())
                .map((row, context) -> row(row))
                .list());
  }

  private static StoredPublication row(ResultSet row) throws SQLException {
    return new StoredPublication(
        row.getString("publisher"),
        row.getString("host"),
        serial(row, "serial"),
        Optional.ofNullable(row.getString("place")),
        instant(row, "published_at"),
        row.getInt("attempts"),
        serial(row, "failed_serial"),
        Optional.ofNullable(row.getString("failure")),
        instant(row, "failing_since"));
  }

  private static Optional<Serial> serial(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(new Serial(value));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
