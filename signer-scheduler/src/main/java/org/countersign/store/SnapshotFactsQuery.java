package org.countersign.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.registry.RegistryCounts;
import org.countersign.registry.SnapshotOrigin;

/** What is asked about a snapshot besides its rows, in the same transaction. */
final class SnapshotFactsQuery {
  /**
   * A standby that has replayed all it received, and hears from its primary, is as old as the last
   * word from there; any other is as old as the last transaction it replayed.
   */
  private static final String FACTS =
      "SELECT pg_current_snapshot()::text, now(), pg_is_in_recovery(),"
          + " extract(epoch FROM clock_timestamp() - CASE"
          + " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"
          + " THEN greatest(pg_last_xact_replay_timestamp(), (SELECT last_msg_receipt_time FROM"
          + " pg_stat_wal_receiver WHERE status = 'streaming'))"
          + " ELSE pg_last_xact_replay_timestamp() END)";

  private final Connection connection;
  private final RegistryViews views;

  SnapshotFactsQuery(Connection connection, RegistryViews views) {
    this.connection = connection;
    this.views = views;
  }

  /**
   * @throws StoreException if the registry does not know the zone, or the age of a standby cannot
   *     be told
   */
  SnapshotOrigin origin(Name zone) throws SQLException {
    String id;
    Instant takenAt;
    Optional<Duration> lag = Optional.empty();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FACTS)) {
      row.next();
      id = row.getString(1);
      takenAt = row.getObject(2, OffsetDateTime.class).toInstant();
      if (row.getBoolean(3)) {
        double seconds = row.getDouble(4);
        if (row.wasNull()) {
          throw new StoreException(
              "the registry's database is a standby that has replayed no transaction since its"
                  + " start, so the age of its data cannot be told: wait for its primary's next"
                  + " transaction, or read from the primary");
        }
        lag = Optional.of(Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(views.revision())) {
      if (!row.next()) {
        throw new StoreException(
            "the registry has no zone "
                + zone
                + " ("
                + RegistryViews.REVISION
                + " has no row for it): import it with `countersign registry import`, or check the"
                + " name");
      }
      Optional<Instant> changedAt =
          Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant);
      return new SnapshotOrigin(id, row.getLong(1), changedAt, takenAt, lag, schemaVersion());
    }
  }

  private Optional<String> schemaVersion() throws SQLException {
    if (!views.hasSchemaVersion(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(views.schemaVersion())) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  RegistryCounts counts() throws SQLException {
    return new RegistryCounts(
        number(views.countDelegations()), number(views.countDs()), number(views.countGlue()));
  }

  private long number(String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
