package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.jdbi.v3.core.Handle;

/** Keys read from {@code signer.key}, {@code key_record} and {@code key_predecessor}. */
final class KeyRows {
  private KeyRows() {}

  static KeySet load(Handle handle, Name zone) {
    return new KeySet(
        zone,
        all(handle, zone).stream()
            .filter(stored -> stored.destroyedAt().isEmpty())
            .map(StoredKey::key)
            .toList());
  }

  /** Oldest first. */
  static List<StoredKey> all(Handle handle, Name zone) {
    Map<UUID, Map<KeyRecord, RecordState>> states = states(handle, zone);
    Map<UUID, Set<KeyId>> predecessors = predecessors(handle, zone);
    return handle
        .createQuery(
            "SELECT key_id, role, dnskey, vault, reference, goal, created_at, destroyed_at FROM"
                + " signer.key WHERE zone = :zone ORDER BY created_at, key_id")
        .bind("zone", zone.toString())
        .map((row, context) -> key(row, states, predecessors))
        .list();
  }

  private static Map<UUID, Map<KeyRecord, RecordState>> states(Handle handle, Name zone) {
    Map<UUID, Map<KeyRecord, RecordState>> states = new HashMap<>();
    handle
        .createQuery(
            "SELECT r.key_id, r.record, r.state, r.since, r.evidence_serial FROM"
                + " signer.key_record r JOIN signer.key k USING (key_id) WHERE k.zone = :zone")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                states
                    .computeIfAbsent(
                        row.getObject(1, UUID.class), id -> new EnumMap<>(KeyRecord.class))
                    .put(KeyRecord.valueOf(row.getString(2)), state(row)))
        .list();
    return states;
  }

  private static RecordState state(ResultSet row) throws SQLException {
    Long serial = row.getObject(5, Long.class);
    return new RecordState(
        Presence.valueOf(row.getString(3)),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(serial).map(Serial::new));
  }

  private static Map<UUID, Set<KeyId>> predecessors(Handle handle, Name zone) {
    Map<UUID, Set<KeyId>> predecessors = new HashMap<>();
    handle
        .createQuery(
            "SELECT p.key_id, p.predecessor FROM signer.key_predecessor p JOIN signer.key k USING"
                + " (key_id) WHERE k.zone = :zone")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                predecessors
                    .computeIfAbsent(row.getObject(1, UUID.class), id -> new HashSet<>())
                    .add(new KeyId(row.getObject(2, UUID.class))))
        .list();
    return predecessors;
  }

  private static StoredKey key(
      ResultSet row,
      Map<UUID, Map<KeyRecord, RecordState>> states,
      Map<UUID, Set<KeyId>> predecessors)
      throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    Instant created = row.getObject(7, OffsetDateTime.class).toInstant();
    ManagedKey key =
        new ManagedKey(
            new KeyId(id),
            KeyRole.parse(row.getString(2)),
            Dnskey.ofRdata(row.getBytes(3)),
            new KeyHandle(row.getString(4), row.getString(5)),
            Goal.valueOf(row.getString(6)),
            predecessors.getOrDefault(id, Set.of()),
            created,
            states.getOrDefault(id, Map.of()));
    return new StoredKey(
        key, Optional.ofNullable(SignerDatabase.instant(row.getObject(8, OffsetDateTime.class))));
  }
}
