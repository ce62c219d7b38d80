package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Our records of keys: what they are, where their vault keeps them, how far they are known. */
public final class KeyRecords {
  private final SignerDatabase database;

  public KeyRecords(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Adds a key, its states and its tags, on the audit trail.
   *
   * @param action how the key came: {@code key generate} or {@code key import}
   * @throws StoreException if the zone has, or had, a key with this fingerprint
   */
  public void add(StoredKey key, String actor, String action) {
    try {
      database.run(
          handle -> {
            insert(handle, key);
            AuditLog.append(
                handle, key.createdAt(), actor, action, Optional.of(key.zone()), facts(key));
          });
    } catch (StoreException e) {
      if (e.getCause() instanceof JdbiException cause && SignerDatabase.isDuplicate(cause)) {
        throw new StoreException(
            key.zone()
                + " already knows the key with fingerprint "
                + key.dnskey().fingerprint()
                + ": a key is added once",
            e);
      }
      throw e;
    }
  }

  private static Map<String, Object> facts(StoredKey key) {
    return Map.of(
        "keyId", key.id().toString(),
        "fingerprint", key.dnskey().fingerprint().hex(),
        "keyTag", key.dnskey().tag().value(),
        "algorithm", key.dnskey().algorithm(),
        "role", key.role().text(),
        "vault", key.handle().vault());
  }

  private static void insert(Handle handle, StoredKey key) {
    handle
        .createUpdate(
            "INSERT INTO signer.key (key_id, zone, fingerprint, tag, algorithm, role, dnskey,"
                + " vault, reference, goal, predecessor, created_at, destroyed_at) VALUES (:id,"
                + " :zone, :fingerprint, :tag, :algorithm, :role, :dnskey, :vault, :reference,"
                + " :goal, CAST(:predecessor AS uuid), :created, :destroyed)")
        .bind("id", key.id().value())
        .bind("zone", key.zone().toString())
        .bind("fingerprint", key.dnskey().fingerprint().hex())
        .bind("tag", key.dnskey().tag().value())
        .bind("algorithm", key.dnskey().algorithm())
        .bind("role", key.role().text())
        .bind("dnskey", key.dnskey().rdata())
        .bind("vault", key.handle().vault())
        .bind("reference", key.handle().reference())
        .bind("goal", key.goal())
        .bind("predecessor", key.predecessor().map(KeyId::value).orElse(null))
        .bind("created", SignerDatabase.at(key.createdAt()))
        .bind("destroyed", SignerDatabase.at(key.destroyedAt()))
        .execute();
    handle
        .createUpdate(
            "INSERT INTO signer.key_tag_history (zone, fingerprint, tag, revoked_tag, algorithm,"
                + " known_since) VALUES (:zone, :fingerprint, :tag, :revoked, :algorithm, :since)")
        .bind("zone", key.zone().toString())
        .bind("fingerprint", key.dnskey().fingerprint().hex())
        .bind("tag", key.dnskey().tag().value())
        .bind("revoked", key.dnskey().revoked().tag().value())
        .bind("algorithm", key.dnskey().algorithm())
        .bind("since", SignerDatabase.at(key.createdAt()))
        .execute();
    key.records().forEach((record, state) -> put(handle, key.id(), record, state));
  }

  private static void put(Handle handle, KeyId id, String record, StoredKey.State state) {
    handle
        .createUpdate(
            "INSERT INTO signer.key_record (key_id, record, state, since, evidence_serial) VALUES"
                + " (:id, :record, :state, :since, :evidence) ON CONFLICT (key_id, record) DO"
                + " UPDATE SET state = excluded.state, since = excluded.since, evidence_serial ="
                + " excluded.evidence_serial")
        .bind("id", id.value())
        .bind("record", record)
        .bind("state", state.state())
        .bind("since", SignerDatabase.at(state.since()))
        .bind("evidence", state.evidence().map(Serial::value).orElse(null))
        .execute();
  }

  /**
   * Enters a state.
   *
   * @throws StoreException if the record cannot go there from where it is (RFC 7583)
   */
  public void move(KeyId id, String record, StoredKey.State state) {
    database.run(handle -> put(handle, id, record, state));
  }

  /** Sets what is wanted of a key: {@code HIDDEN} or {@code OMNIPRESENT}. */
  public void aim(KeyId id, String goal) {
    update(id, "UPDATE signer.key SET goal = :value WHERE key_id = :id", goal);
  }

  /** Notes that the private half is gone; the record of the key stays for ever. */
  public void destroyed(KeyId id, Instant at) {
    update(
        id,
        "UPDATE signer.key SET destroyed_at = :value WHERE key_id = :id",
        SignerDatabase.at(at));
  }

  private void update(KeyId id, String sql, Object value) {
    int rows =
        database.call(
            handle ->
                handle.createUpdate(sql).bind("id", id.value()).bind("value", value).execute());
    if (rows == 0) {
      throw new StoreException("there is no key " + id + " in our records");
    }
  }

  /** Every key the zone ever had, oldest first. */
  public List<StoredKey> of(Name zone) {
    return database.call(
        handle -> {
          Map<UUID, Map<String, StoredKey.State>> states = states(handle, zone);
          return handle
              .createQuery(
                  "SELECT key_id, zone, role, dnskey, vault, reference, goal, predecessor,"
                      + " created_at, destroyed_at FROM signer.key WHERE zone = :zone ORDER BY"
                      + " created_at, key_id")
              .bind("zone", zone.toString())
              .map((row, context) -> key(row, states))
              .list();
        });
  }

  private static Map<UUID, Map<String, StoredKey.State>> states(Handle handle, Name zone) {
    Map<UUID, Map<String, StoredKey.State>> states = new HashMap<>();
    handle
        .createQuery(
            "SELECT r.key_id, r.record, r.state, r.since, r.evidence_serial FROM"
                + " signer.key_record r JOIN signer.key k USING (key_id) WHERE k.zone = :zone")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                states
                    .computeIfAbsent(row.getObject(1, UUID.class), id -> new LinkedHashMap<>())
                    .put(row.getString(2), state(row)))
        .list();
    return states;
  }

  private static StoredKey.State state(ResultSet row) throws SQLException {
    Long serial = row.getObject(5, Long.class);
    return new StoredKey.State(
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(serial).map(Serial::new));
  }

  private static StoredKey key(ResultSet row, Map<UUID, Map<String, StoredKey.State>> states)
      throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    return new StoredKey(
        new KeyId(id),
        Name.parse(row.getString(2)),
        KeyRole.parse(row.getString(3)),
        Dnskey.ofRdata(row.getBytes(4)),
        new KeyHandle(row.getString(5), row.getString(6)),
        row.getString(7),
        Optional.ofNullable(row.getObject(8, UUID.class)).map(KeyId::new),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(SignerDatabase.instant(row.getObject(10, OffsetDateTime.class))),
        states.getOrDefault(id, Map.of()));
  }
}
