package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.countersign.release.ReleaseBasis;
import org.countersign.release.ReleaseKind;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleaseTtls;
import org.countersign.release.ReleaseVerdict;
import org.countersign.release.ReleasedKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Releases as rows of {@code signer.release} and {@code signer.release_key}. */
final class ReleaseRows {
  private ReleaseRows() {}

  static void insert(Handle handle, ReleaseRecord release, long epoch, Undertaking undertaking) {
    ReleaseBasis basis = release.basedOn();
    handle
        .createUpdate(
            "INSERT INTO signer.release (zone, serial, released_at, kind, sha256, length, artefact,"
                + " data_sha256, based_on_snapshot, based_on_revision, based_on_serial,"
                + " policy_sha256, verdict, epoch, run_id, dnskey_ttl, max_ttl) VALUES (:zone, :serial, :at, :kind,"
                + " :sha256, :length, :artefact, :data, :snapshot, :revision, :basis, :policy,"
                + " :verdict, :epoch, :run, :dnskeyTtl, :maxTtl)")
        .bind("zone", release.origin().toString())
        .bind("serial", release.serial().value())
        .bind("at", SignerDatabase.at(release.releasedAt()))
        .bind("kind", release.kind().text())
        .bind("sha256", release.digest())
        .bind("length", release.length())
        .bind("artefact", release.artefact())
        .bind("data", release.dataDigest())
        .bind("snapshot", basis.snapshot().orElse(null))
        .bind(
            "revision",
            basis.revision().isPresent() ? (Long) basis.revision().getAsLong() : (Long) null)
        .bind("basis", basis.serial().map(Serial::value).orElse(null))
        .bind("policy", undertaking.policySha256())
        .bind("verdict", release.verdict().text())
        .bind("epoch", epoch)
        .bind("run", undertaking.run())
        .bind("dnskeyTtl", release.ttls().map(t -> t.dnskey().toSeconds()).orElse(null))
        .bind("maxTtl", release.ttls().map(t -> t.max().toSeconds()).orElse(null))
        .execute();
    PreparedBatch keys =
        handle.prepareBatch(
            "INSERT INTO signer.release_key (zone, serial, fingerprint, tag, algorithm, role,"
                + " published, signs) VALUES (:zone, :serial, :fingerprint, :tag, :algorithm,"
                + " :role, :published, :signs)");
    for (ReleasedKey key : release.keys()) {
      keys.bind("zone", release.origin().toString())
          .bind("serial", release.serial().value())
          .bind("fingerprint", key.fingerprint().hex())
          .bind("tag", key.tag().value())
          .bind("algorithm", key.algorithm())
          .bind("role", key.role().text())
          .bind("published", key.published())
          .bind("signs", key.signs())
          .add();
    }
    keys.execute();
    insertExpirations(handle, release);
  }

  private static void insertExpirations(Handle handle, ReleaseRecord release) {
    PreparedBatch types =
        handle.prepareBatch(
            "INSERT INTO signer.release_signature (zone, serial, type, expires_at) VALUES (:zone,"
                + " :serial, :type, :expires)");
    release
        .expirations()
        .forEach(
            (type, expires) ->
                types
                    .bind("zone", release.origin().toString())
                    .bind("serial", release.serial().value())
                    .bind("type", type)
                    .bind("expires", SignerDatabase.at(expires))
                    .add());
    if (types.size() > 0) {
      types.execute();
    }
  }

  /** Newest first; all of them, or the one with a serial. */
  static List<ReleaseRecord> read(Handle handle, Name zone, Optional<Serial> serial) {
    Map<Long, List<ReleasedKey>> keys = new HashMap<>();
    Long wanted = serial.map(Serial::value).orElse(null);
    handle
        .createQuery(
            "SELECT serial, fingerprint, tag, algorithm, role, published, signs FROM"
                + " signer.release_key WHERE zone = :zone AND (CAST(:serial AS bigint) IS NULL OR"
                + " serial = :serial) ORDER BY role, fingerprint")
        .bind("zone", zone.toString())
        .bind("serial", wanted)
        .map(
            (row, context) ->
                keys.computeIfAbsent(row.getLong(1), s -> new ArrayList<>()).add(key(row)))
        .list();
    Map<Long, Map<String, Instant>> expirations = new HashMap<>();
    handle
        .createQuery(
            "SELECT serial, type, expires_at FROM signer.release_signature WHERE zone = :zone AND"
                + " (CAST(:serial AS bigint) IS NULL OR serial = :serial)")
        .bind("zone", zone.toString())
        .bind("serial", wanted)
        .map(
            (row, context) ->
                expirations
                    .computeIfAbsent(row.getLong(1), s -> new HashMap<>())
                    .put(row.getString(2), row.getObject(3, OffsetDateTime.class).toInstant()))
        .list();
    return handle
        .createQuery(
            "SELECT zone, serial, released_at, kind, sha256, length, artefact, data_sha256,"
                + " based_on_snapshot, based_on_revision, based_on_serial, verdict, dnskey_ttl, max_ttl FROM"
                + " signer.release WHERE zone = :zone AND (CAST(:serial AS bigint) IS NULL OR"
                + " serial = :serial) ORDER BY ordinal DESC")
        .bind("zone", zone.toString())
        .bind("serial", wanted)
        .map(
            (row, context) ->
                release(
                    row,
                    keys.getOrDefault(row.getLong(2), List.of()),
                    expirations.getOrDefault(row.getLong(2), Map.of())))
        .list();
  }

  static Optional<ReleaseRecord> newest(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT serial FROM signer.release WHERE zone = :zone ORDER BY ordinal DESC LIMIT 1")
        .bind("zone", zone.toString())
        .map((row, context) -> new Serial(row.getLong(1)))
        .findOne()
        .flatMap(serial -> read(handle, zone, Optional.of(serial)).stream().findFirst());
  }

  static List<Serial> serials(Handle handle, Name zone) {
    return handle
        .createQuery("SELECT DISTINCT serial FROM signer.serial_ledger WHERE zone = :zone")
        .bind("zone", zone.toString())
        .map((row, context) -> new Serial(row.getLong(1)))
        .list();
  }

  private static ReleasedKey key(ResultSet row) throws SQLException {
    return new ReleasedKey(
        new Fingerprint(row.getString(2)),
        new KeyTag(row.getInt(3)),
        row.getInt(4),
        KeyRole.parse(row.getString(5)),
        row.getBoolean(6),
        row.getBoolean(7));
  }

  private static Optional<ReleaseTtls> ttls(ResultSet row) throws SQLException {
    Long dnskey = row.getObject(13, Long.class);
    return dnskey == null
        ? Optional.empty()
        : Optional.of(
            new ReleaseTtls(Duration.ofSeconds(dnskey), Duration.ofSeconds(row.getLong(14))));
  }

  private static ReleaseRecord release(
      ResultSet row, List<ReleasedKey> keys, Map<String, Instant> expirations) throws SQLException {
    Long revision = row.getObject(10, Long.class);
    Long basis = row.getObject(11, Long.class);
    return new ReleaseRecord(
        Name.parse(row.getString(1)),
        new Serial(row.getLong(2)),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        ReleaseKind.parse(row.getString(4)),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        new ReleaseBasis(
            Optional.ofNullable(row.getString(9)),
            revision == null ? OptionalLong.empty() : OptionalLong.of(revision),
            Optional.ofNullable(basis).map(Serial::new)),
        keys,
        ReleaseVerdict.parse(row.getString(12)),
        expirations,
        ttls(row));
  }
}
