package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.keys.observe.ZoneObservation;
import org.countersign.validate.KeyHistory.Served;
import org.jdbi.v3.core.Handle;

/** What name servers served, as rows of {@code signer.zone_observation}. */
final class ZoneObservationRows {
  private ZoneObservationRows() {}

  /** Prolongs the server's newest row if it said the same again, and adds one if not. */
  static void record(Handle handle, Name zone, ZoneAnswer answer) {
    byte[][] keys = answer.keys().stream().map(Dnskey::rdata).toArray(byte[][]::new);
    handle
        .createUpdate(
            "WITH newest AS (SELECT ordinal, serial, dnskey_ttl, dnskeys FROM"
                + " signer.zone_observation WHERE zone = :zone AND server = :server ORDER BY"
                + " ordinal DESC LIMIT 1), same AS (UPDATE signer.zone_observation o SET last_at ="
                + " greatest(o.last_at, :at) FROM newest n WHERE o.ordinal = n.ordinal AND n.serial"
                + " = :serial AND n.dnskey_ttl = :ttl AND n.dnskeys = :keys RETURNING o.ordinal)"
                + " INSERT INTO signer.zone_observation (zone, server, serial, dnskey_ttl, dnskeys,"
                + " first_at, last_at) SELECT :zone, :server, :serial, :ttl, :keys, :at, :at WHERE"
                + " NOT EXISTS (SELECT FROM same)")
        .bind("zone", zone.toString())
        .bind("server", answer.server())
        .bind("serial", answer.serial().value())
        .bind("ttl", answer.dnskeyTtl().toSeconds())
        .bindBySqlType("keys", Octets.array(handle, keys), java.sql.Types.ARRAY)
        .bind("at", SignerDatabase.at(answer.at()))
        .execute();
  }

  /** In the order in which they were made. */
  static List<Served> of(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT server, serial, dnskey_ttl, first_at, last_at, dnskeys FROM"
                + " signer.zone_observation WHERE zone = :zone ORDER BY ordinal")
        .bind("zone", zone.toString())
        .map((row, context) -> served(row))
        .list();
  }

  /** The newest row of each server. */
  static List<Served> newest(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT DISTINCT ON (server) server, serial, dnskey_ttl, first_at, last_at, dnskeys"
                + " FROM signer.zone_observation WHERE zone = :zone ORDER BY server, ordinal DESC")
        .bind("zone", zone.toString())
        .map((row, context) -> served(row))
        .list();
  }

  private static Served served(ResultSet row) throws SQLException {
    return new Served(
        row.getString(1),
        new Serial(row.getLong(2)),
        Octets.list(row, 6).stream().map(Dnskey::ofRdata).toList(),
        Duration.ofSeconds(row.getLong(3)),
        instant(row, 4),
        instant(row, 5));
  }

  /** Says of each row whether it is a release of ours, with the keys that this published. */
  static List<ZoneObservation> attributed(Handle handle, Name zone, List<Served> rows) {
    Map<Serial, Set<Fingerprint>> released = released(handle, zone);
    return rows.stream()
        .map(
            row ->
                new ZoneObservation(
                    row.server(),
                    row.serial(),
                    fingerprints(row.keys()).equals(released.get(row.serial())),
                    row.keyTtl(),
                    row.first(),
                    row.last()))
        .toList();
  }

  /** What those releases published that somebody was seen to serve. */
  private static Map<Serial, Set<Fingerprint>> released(Handle handle, Name zone) {
    Map<Serial, Set<Fingerprint>> released = new HashMap<>();
    handle
        .createQuery(
            "SELECT r.serial, k.fingerprint FROM signer.release r LEFT JOIN signer.release_key k ON"
                + " k.zone = r.zone AND k.serial = r.serial AND k.published WHERE r.zone = :zone AND"
                + " r.serial IN (SELECT serial FROM signer.zone_observation WHERE zone = :zone)")
        .bind("zone", zone.toString())
        .map(
            (row, context) -> {
              Set<Fingerprint> keys =
                  released.computeIfAbsent(new Serial(row.getLong(1)), s -> new HashSet<>());
              return row.getString(2) != null && keys.add(new Fingerprint(row.getString(2)));
            })
        .list();
    return released;
  }

  private static Set<Fingerprint> fingerprints(List<Dnskey> keys) {
    return keys.stream().map(Dnskey::fingerprint).collect(Collectors.toSet());
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /**
   * Leaves out what nothing waits for: rows between two others of their server that only tell of
   * serials moving on, and rows so old that no cache can hold what they served. What carried a
   * record that is not settled stays, and so does each server's newest row.
   */
  static void prune(Handle handle, Name zone, Instant now) {
    handle
        .createUpdate(
            "WITH waiting AS ("
                + WAITING
                + "), r AS (SELECT ordinal, serial, first_at, last_at, dnskey_ttl, lag(serial) OVER"
                + " w AS before, lead(serial) OVER w AS after, (dnskeys, dnskey_ttl) IS NOT"
                + " DISTINCT FROM (lag(dnskeys) OVER w, lag(dnskey_ttl) OVER w) AND (dnskeys,"
                + " dnskey_ttl) IS NOT DISTINCT FROM (lead(dnskeys) OVER w, lead(dnskey_ttl) OVER"
                + " w) AS same, lead(ordinal) OVER w IS NULL AS newest FROM signer.zone_observation"
                + " WHERE zone = :zone WINDOW w AS (PARTITION BY server ORDER BY ordinal)) DELETE"
                + " FROM signer.zone_observation o USING r WHERE o.ordinal = r.ordinal AND NOT"
                + " r.newest AND ((r.last_at < :recent AND r.same AND signer.is_newer(r.serial,"
                + " r.before) AND signer.is_newer(r.after, r.serial) AND NOT EXISTS (SELECT FROM"
                + " waiting WHERE signer.is_newer(evidence_serial, r.before) AND NOT"
                + " signer.is_newer(evidence_serial, r.serial))) OR r.last_at + r.dnskey_ttl *"
                + " interval '1 second' < least(:old, (SELECT min(since) FROM waiting) - interval"
                + " '30 days'))")
        .bind("zone", zone.toString())
        .bind("recent", SignerDatabase.at(now.minus(Duration.ofDays(2))))
        .bind("old", SignerDatabase.at(now.minus(Duration.ofDays(30))))
        .execute();
  }

  /** Records of the zone's keys that are between two states. */
  static final String WAITING =
      "SELECT w.since, w.evidence_serial FROM signer.key_record w JOIN signer.key k USING (key_id)"
          + " WHERE k.zone = :zone AND w.state IN ('RUMOURED', 'UNRETENTIVE')";
}
