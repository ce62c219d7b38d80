package org.countersign.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.keys.observe.NoAnswer;
import org.jdbi.v3.core.Handle;

/** Servers that said nothing to count on, as rows of {@code signer.observation_failure}. */
final class ObservationFailureRows {
  private ObservationFailureRows() {}

  /** Prolongs the server's newest row if it failed in the same way, and adds one if not. */
  static void record(Handle handle, Name zone, NoAnswer failure) {
    handle
        .createUpdate(
            "WITH newest AS (SELECT ordinal, message FROM signer.observation_failure WHERE zone ="
                + " :zone AND asked = :asked AND server = :server ORDER BY ordinal DESC LIMIT 1),"
                + " same AS (UPDATE signer.observation_failure o SET last_at = greatest(o.last_at,"
                + " :at) FROM newest n WHERE o.ordinal = n.ordinal AND n.message = :message"
                + " RETURNING o.ordinal) INSERT INTO signer.observation_failure (zone, asked,"
                + " server, message, first_at, last_at) SELECT :zone, :asked, :server, :message,"
                + " :at, :at WHERE NOT EXISTS (SELECT FROM same)")
        .bind("zone", zone.toString())
        .bind("asked", failure.asked().text())
        .bind("server", failure.server())
        .bind("message", failure.why())
        .bind("at", SignerDatabase.at(failure.at()))
        .execute();
  }

  /** The newest failure of each server that was asked as {@code asked}. */
  static List<ServerView.Failure> newest(Handle handle, Name zone, NoAnswer.Asked asked) {
    return handle
        .createQuery(
            "SELECT DISTINCT ON (server) server, message, first_at, last_at FROM"
                + " signer.observation_failure WHERE zone = :zone AND asked = :asked ORDER BY"
                + " server, ordinal DESC")
        .bind("zone", zone.toString())
        .bind("asked", asked.text())
        .map(
            (row, context) ->
                new ServerView.Failure(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Leaves out what is long over. */
  static void prune(Handle handle, Name zone, Instant now) {
    handle
        .createUpdate(
            "DELETE FROM signer.observation_failure WHERE zone = :zone AND last_at < :old")
        .bind("zone", zone.toString())
        .bind("old", SignerDatabase.at(now.minus(Duration.ofDays(30))))
        .execute();
  }
}
