package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.ReleaseFact;
import org.countersign.policy.Policy;
import org.jdbi.v3.core.Handle;

/** What caches may hold of a zone's releases, in the order of release. */
final class ReleaseFacts {
  /** Longer than any TTL, and than any server stays behind without being noticed. */
  private static final Duration LOOK_BACK = Duration.ofDays(90);

  private ReleaseFacts() {}

  /**
   * The releases that matter to key records on their way: those since the first of them changed
   * last, those before it that caches may have counted down then, and always the newest.
   *
   * @param policy whose TTLs stand in for those of releases from before TTLs were recorded
   */
  static List<ReleaseFact> of(Handle handle, Name zone, Policy policy) {
    return handle
        .createQuery(
            "SELECT serial, released_at, dnskey_ttl, max_ttl FROM signer.release WHERE zone = :zone"
                + " AND released_at >= (SELECT coalesce(max(b.released_at), '-infinity') FROM"
                + " signer.release b WHERE b.zone = :zone AND b.released_at <= (SELECT"
                + " least(min(r.since), (SELECT max(n.released_at) FROM signer.release n WHERE"
                + " n.zone = :zone)) FROM signer.key_record r JOIN signer.key k USING (key_id)"
                + " WHERE k.zone = :zone AND r.state IN ('RUMOURED', 'UNRETENTIVE')) - CAST(:back"
                + " AS interval)) ORDER BY ordinal")
        .bind("zone", zone.toString())
        .bind("back", LOOK_BACK.toSeconds() + " seconds")
        .map((row, context) -> fact(row, policy))
        .list();
  }

  private static ReleaseFact fact(ResultSet row, Policy policy) throws SQLException {
    Long dnskey = row.getObject(3, Long.class);
    Long max = row.getObject(4, Long.class);
    return new ReleaseFact(
        new Serial(row.getLong(1)),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        dnskey == null ? policy.ttl().dnskey() : Duration.ofSeconds(dnskey),
        max == null ? policy.ttl().max() : Duration.ofSeconds(max));
  }
}
