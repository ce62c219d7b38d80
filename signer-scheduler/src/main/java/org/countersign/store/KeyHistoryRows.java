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
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.Waiver;
import org.countersign.policy.Policy;
import org.countersign.policy.TtlPolicy;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.KeyHistory.Period;
import org.jdbi.v3.core.Handle;

/** A zone's keys as its releases had them, and as they were seen. */
final class KeyHistoryRows {
  private KeyHistoryRows() {}

  static KeyHistory of(Handle handle, Name zone, Policy policy, Instant now) {
    Map<String, Instant> waived = new HashMap<>();
    for (Waiver waiver : WaiverStore.open(handle, zone)) {
      waived.put(waiver.server(), waiver.since());
    }
    Set<String> servers = Set.copyOf(policy.timing().checkServers());
    Set<String> parents = Set.copyOf(policy.gate().parent().servers());
    List<ParentAnswer> ds =
        ParentObservationRows.of(handle, zone).stream()
            .filter(row -> parents.contains(row.server()))
            .toList();
    return new KeyHistory(
        periods(handle, zone, policy.ttl(), now),
        ZoneObservationRows.of(handle, zone).stream()
            .filter(row -> servers.contains(row.server()))
            .toList(),
        ds,
        waived,
        new ChainedAlgorithms(policy.timing(), now).of(ds, parents),
        policy.timing().zonePropagationDelay(),
        policy.timing().parentPropagationDelay());
  }

  /** Releases with the same keys in a row, from the last one that no cache can remember. */
  private static List<Period> periods(Handle handle, Name zone, TtlPolicy ttl, Instant now) {
    Instant old = now.minus(ttl.max().multipliedBy(2)).minus(Duration.ofDays(7));
    return handle
        .createQuery(
            "WITH r AS (SELECT r.ordinal, r.serial, r.released_at, r.dnskey_ttl, r.max_ttl, string_agg(k.fingerprint || ' '"
                + " || k.algorithm || ' ' || k.role || ' ' || k.published || ' ' || k.signs, ','"
                + " ORDER BY k.fingerprint) AS keys FROM signer.release r LEFT JOIN"
                + " signer.release_key k ON k.zone = r.zone AND k.serial = r.serial WHERE r.zone ="
                + " :zone AND r.ordinal >= coalesce((SELECT max(ordinal) FROM signer.release WHERE"
                + " zone = :zone AND released_at < :old), 0) GROUP BY r.ordinal), m AS (SELECT *,"
                + " keys IS DISTINCT FROM lag(keys) OVER (ORDER BY ordinal) AS begins FROM r), p AS"
                + " (SELECT *, count(*) FILTER (WHERE begins) OVER (ORDER BY ordinal) AS period"
                + " FROM m) SELECT (array_agg(serial ORDER BY ordinal))[1], (array_agg(serial ORDER"
                + " BY ordinal DESC))[1], min(released_at), keys, max(dnskey_ttl), max(max_ttl)"
                + " FROM p GROUP BY period, keys ORDER BY period")
        .bind("zone", zone.toString())
        .bind("old", SignerDatabase.at(old))
        .map((row, context) -> period(row, ttl))
        .list();
  }

  private static Period period(ResultSet row, TtlPolicy ttl) throws SQLException {
    Map<Fingerprint, Integer> published = new HashMap<>();
    Set<Fingerprint> zone = new HashSet<>();
    Set<Fingerprint> keySets = new HashSet<>();
    String keys = row.getString(4);
    for (String text : keys == null ? new String[0] : keys.split(",")) {
      String[] key = text.split(" ");
      Fingerprint fingerprint = new Fingerprint(key[0]);
      KeyRole role = KeyRole.parse(key[2]);
      if (Boolean.parseBoolean(key[3])) {
        published.put(fingerprint, Integer.valueOf(key[1]));
      }
      if (Boolean.parseBoolean(key[4]) && role.signsZone()) {
        zone.add(fingerprint);
      }
      if (Boolean.parseBoolean(key[4]) && role.signsKeys()) {
        keySets.add(fingerprint);
      }
    }
    return new Period(
        new Serial(row.getLong(1)),
        new Serial(row.getLong(2)),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        published,
        zone,
        keySets,
        ttl(row, 5, ttl.dnskey()),
        ttl(row, 6, ttl.max()));
  }

  /** Releases from before TTLs were recorded count with the policy's. */
  private static Duration ttl(ResultSet row, int column, Duration policy) throws SQLException {
    Long seconds = row.getObject(column, Long.class);
    return seconds == null ? policy : Duration.ofSeconds(seconds);
  }
}
