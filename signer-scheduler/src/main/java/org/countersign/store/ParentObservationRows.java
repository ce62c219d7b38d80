package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.observe.DsNames;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.ParentObservation;
import org.jdbi.v3.core.Handle;

/**
 * What the parent's servers answered, as rows of {@code signer.parent_observation}: one an answer,
 * since what a server said between two answers nobody knows. Which of our keys a DS names is
 * computed anew each time.
 */
final class ParentObservationRows {
  private ParentObservationRows() {}

  static void record(Handle handle, Name zone, ParentAnswer answer) {
    handle
        .createUpdate(
            "INSERT INTO signer.parent_observation (zone, server, present, ds_ttl, ds, at) VALUES"
                + " (:zone, :server, :present, :ttl, :ds, :at)")
        .bind("zone", zone.toString())
        .bind("server", answer.server())
        .bind("present", answer.exists())
        .bind("ttl", answer.ttl().toSeconds())
        .bindBySqlType(
            "ds", Octets.array(handle, answer.ds().toArray(byte[][]::new)), java.sql.Types.ARRAY)
        .bind("at", SignerDatabase.at(answer.at()))
        .execute();
  }

  /** Oldest first. */
  static List<ParentAnswer> of(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT server, present, ds_ttl, ds, at FROM signer.parent_observation WHERE zone ="
                + " :zone ORDER BY at, ordinal")
        .bind("zone", zone.toString())
        .map((row, context) -> answer(row))
        .list();
  }

  /** Says of each answer which of the zone's keys, as they are now, it names. */
  static List<ParentObservation> attributed(Handle handle, Name zone) {
    Map<KeyId, Dnskey> keys = keys(handle, zone);
    DsNames names = new DsNames(zone);
    return of(handle, zone).stream()
        .map(
            a ->
                new ParentObservation(
                    a.server(),
                    a.ttl(),
                    names.named(a.ds(), keys),
                    names.strangers(a.ds(), keys),
                    a.at()))
        .toList();
  }

  /** The newest answer of each server. */
  static List<ParentAnswer> newest(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT DISTINCT ON (server) server, present, ds_ttl, ds, at FROM"
                + " signer.parent_observation WHERE zone = :zone ORDER BY server, at DESC, ordinal"
                + " DESC")
        .bind("zone", zone.toString())
        .map((row, context) -> answer(row))
        .list();
  }

  private static ParentAnswer answer(ResultSet row) throws SQLException {
    return new ParentAnswer(
        row.getString(1),
        row.getBoolean(2),
        Duration.ofSeconds(row.getLong(3)),
        Octets.list(row, 4),
        row.getObject(5, OffsetDateTime.class).toInstant());
  }

  private static Map<KeyId, Dnskey> keys(Handle handle, Name zone) {
    Map<KeyId, Dnskey> keys = new HashMap<>();
    handle
        .createQuery("SELECT key_id, dnskey FROM signer.key WHERE zone = :zone")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                keys.put(new KeyId(row.getObject(1, UUID.class)), Dnskey.ofRdata(row.getBytes(2))))
        .list();
    return keys;
  }

  /**
   * Leaves out answers that say what those before and after them say, but the first one after each
   * change that is waited for; and, once they are old, all but each server's newest.
   */
  static void prune(Handle handle, Name zone, Instant now) {
    handle
        .createUpdate(
            "WITH waiting AS ("
                + ZoneObservationRows.WAITING
                + "), r AS (SELECT ordinal, at, ds_ttl, lag(at) OVER w AS before, (present, ds,"
                + " ds_ttl) IS NOT DISTINCT FROM (lag(present) OVER w, lag(ds) OVER w, lag(ds_ttl)"
                + " OVER w) AND (present, ds, ds_ttl) IS NOT DISTINCT FROM (lead(present) OVER w,"
                + " lead(ds) OVER w, lead(ds_ttl) OVER w) AS same, lead(ordinal) OVER w IS NULL AS"
                + " newest FROM signer.parent_observation WHERE zone = :zone WINDOW w AS (PARTITION"
                + " BY server ORDER BY at, ordinal)) DELETE FROM signer.parent_observation o USING"
                + " r WHERE o.ordinal = r.ordinal AND NOT r.newest AND ((r.same AND NOT EXISTS"
                + " (SELECT FROM waiting WHERE since > r.before AND since <= r.at)) OR r.at +"
                + " r.ds_ttl * interval '1 second' < least(:old, (SELECT min(since) FROM waiting) -"
                + " interval '30 days'))")
        .bind("zone", zone.toString())
        .bind("old", SignerDatabase.at(now.minus(Duration.ofDays(30))))
        .execute();
  }
}
