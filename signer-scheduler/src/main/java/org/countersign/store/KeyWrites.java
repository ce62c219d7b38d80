package org.countersign.store;

import java.time.Instant;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
import org.jdbi.v3.core.Handle;

/**
 * Changes of keys in one transaction. Each asks that the row is still as it was read: an update
 * that finds none is refused.
 */
final class KeyWrites {
  private final Handle handle;
  private final Name zone;

  KeyWrites(Handle handle, Name zone) {
    this.handle = handle;
    this.zone = zone;
  }

  void insert(ManagedKey key) {
    handle
        .createUpdate(
            "INSERT INTO signer.key (key_id, zone, fingerprint, tag, algorithm, role, dnskey,"
                + " vault, reference, goal, created_at) VALUES (:id, :zone, :fingerprint, :tag,"
                + " :algorithm, :role, :dnskey, :vault, :reference, :goal, :created)")
        .bind("id", key.id().value())
        .bind("zone", zone.toString())
        .bind("fingerprint", key.dnskey().fingerprint().hex())
        .bind("tag", key.dnskey().tag().value())
        .bind("algorithm", key.algorithm())
        .bind("role", key.role().text())
        .bind("dnskey", key.dnskey().rdata())
        .bind("vault", key.handle().vault())
        .bind("reference", key.handle().reference())
        .bind("goal", key.goal().name())
        .bind("created", SignerDatabase.at(key.createdAt()))
        .execute();
    tags(key);
    key.records().forEach((record, state) -> insert(key.id(), record, state));
  }

  private void tags(ManagedKey key) {
    handle
        .createUpdate(
            "INSERT INTO signer.key_tag_history (zone, fingerprint, tag, revoked_tag, algorithm,"
                + " known_since) VALUES (:zone, :fingerprint, :tag, :revoked, :algorithm, :since)")
        .bind("zone", zone.toString())
        .bind("fingerprint", key.dnskey().fingerprint().hex())
        .bind("tag", key.dnskey().tag().value())
        .bind("revoked", key.dnskey().revoked().tag().value())
        .bind("algorithm", key.algorithm())
        .bind("since", SignerDatabase.at(key.createdAt()))
        .execute();
  }

  private void insert(KeyId id, KeyRecord record, RecordState state) {
    handle
        .createUpdate(
            "INSERT INTO signer.key_record (key_id, record, state, since, evidence_serial) VALUES"
                + " (:id, :record, :state, :since, :evidence)")
        .bind("id", id.value())
        .bind("record", record.name())
        .bind("state", state.presence().name())
        .bind("since", SignerDatabase.at(state.since()))
        .bind("evidence", state.evidence().map(Serial::value).orElse(null))
        .execute();
  }

  void follow(KeyId id, KeyId predecessor) {
    handle
        .createUpdate(
            "INSERT INTO signer.key_predecessor (key_id, predecessor) VALUES (:id, :predecessor)")
        .bind("id", id.value())
        .bind("predecessor", predecessor.value())
        .execute();
  }

  void aim(KeyId id, Goal from, Goal to) {
    demand(
        update(
            "UPDATE signer.key SET goal = :to WHERE key_id = :id AND zone = :zone AND goal = :from",
            Map.of("to", to.name(), "from", from.name()),
            id),
        "the goal of key " + id + " is no longer " + from);
  }

  void move(Move move, Instant at) {
    demand(
        handle
            .createUpdate(
                "UPDATE signer.key_record SET state = :to, since = :at, evidence_serial = NULL"
                    + " WHERE key_id = :id AND record = :record AND state = :from")
            .bind("id", move.key().value())
            .bind("record", move.record().name())
            .bind("from", move.from().name())
            .bind("to", move.to().name())
            .bind("at", SignerDatabase.at(at))
            .execute(),
        move + " cannot be made: it is no longer " + move.from());
  }

  /** What is known of a record in the state it is in. */
  void settle(KeyId id, KeyRecord record, RecordState state) {
    demand(
        handle
            .createUpdate(
                "UPDATE signer.key_record SET since = :since, evidence_serial = :evidence WHERE"
                    + " key_id = :id AND record = :record AND state = :state")
            .bind("id", id.value())
            .bind("record", record.name())
            .bind("state", state.presence().name())
            .bind("since", SignerDatabase.at(state.since()))
            .bind("evidence", state.evidence().map(Serial::value).orElse(null))
            .execute(),
        "the " + record + " of key " + id + " is no longer " + state.presence());
  }

  void destroyed(KeyId id, Instant at) {
    demand(
        handle
            .createUpdate(
                "UPDATE signer.key SET destroyed_at = :at WHERE key_id = :id AND zone = :zone AND"
                    + " destroyed_at IS NULL AND NOT EXISTS (SELECT FROM signer.key_record r WHERE"
                    + " r.key_id = :id AND r.state <> :hidden)")
            .bind("id", id.value())
            .bind("zone", zone.toString())
            .bind("at", SignerDatabase.at(at))
            .bind("hidden", Presence.HIDDEN.name())
            .execute(),
        "key " + id + " cannot be destroyed: it was already, or something still speaks for it");
  }

  private int update(String sql, Map<String, String> values, KeyId id) {
    return handle
        .createUpdate(sql)
        .bindMap(values)
        .bind("id", id.value())
        .bind("zone", zone.toString())
        .execute();
  }

  private static void demand(int rows, String refusal) {
    if (rows != 1) {
      throw new StoreException(refusal + "; nothing was changed: look again, then repeat");
    }
  }
}
