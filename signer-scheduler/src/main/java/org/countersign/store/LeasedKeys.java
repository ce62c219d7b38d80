package org.countersign.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.RecordState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * A zone's keys under one lease. Every change is made while the lease's row is locked, and every
 * move has its entry on the audit trail in the same transaction.
 */
public final class LeasedKeys {
  private final SignerDatabase database;
  private final Lease lease;
  private final String actor;

  LeasedKeys(SignerDatabase database, Lease lease, String actor) {
    this.database = database;
    this.lease = lease;
    this.actor = actor;
  }

  public Name zone() {
    return lease.zone();
  }

  /** The zone's keys whose private halves are still there. */
  public KeySet load() {
    return new KeySetStore(database).load(zone());
  }

  /** The public half of every key the zone ever had. */
  public List<Dnskey> everKnown() {
    return new KeySetStore(database).everKnown(zone());
  }

  /**
   * Stores a change whole.
   *
   * @throws StoreException if the lease is not ours any more, if the keys are no longer as the
   *     change found them, or if a key that is new has the fingerprint of one the zone ever had
   */
  public void save(KeyEdit edit) {
    if (edit.changesNothing()) {
      return;
    }
    fenced(handle -> save(handle, edit));
  }

  /** The same in a transaction that has asked for the lease. */
  void save(Handle handle, KeyEdit edit) {
    KeyWrites writes = new KeyWrites(handle, zone());
    for (ManagedKey key : edit.after().keys()) {
      if (edit.before().find(key.id()).isEmpty()) {
        insert(writes, key);
        audit(handle, edit.at(), edit.arrival(), key, Map.of("why", edit.why()));
      }
    }
    for (ManagedKey key : edit.after().keys()) {
      aims(handle, writes, edit, key);
    }
    for (Move move : edit.moves()) {
      move(handle, writes, edit, move);
    }
    for (ManagedKey key : edit.after().keys()) {
      edit.before().find(key.id()).ifPresent(former -> settle(writes, edit, former, key));
    }
  }

  private void insert(KeyWrites writes, ManagedKey key) {
    try {
      writes.insert(key);
    } catch (JdbiException e) {
      if (SignerDatabase.isDuplicate(e)) {
        throw new StoreException(
            zone()
                + " already knows the key with fingerprint "
                + key.dnskey().fingerprint()
                + ": a key is added once",
            e);
      }
      throw e;
    }
  }

  private void aims(Handle handle, KeyWrites writes, KeyEdit edit, ManagedKey key) {
    Optional<ManagedKey> former = edit.before().find(key.id());
    Set<KeyId> known = former.map(ManagedKey::predecessors).orElse(Set.of());
    for (KeyId predecessor : key.predecessors()) {
      if (!known.contains(predecessor)) {
        writes.follow(key.id(), predecessor);
        audit(
            handle,
            edit.at(),
            "key follows",
            key,
            Map.of("predecessor", predecessor.toString(), "why", edit.why()));
      }
    }
    if (former.isPresent() && former.get().goal() != key.goal()) {
      writes.aim(key.id(), former.get().goal(), key.goal());
      audit(
          handle, edit.at(), "key goal", key, Map.of("goal", key.goal().name(), "why", edit.why()));
    }
  }

  private void move(Handle handle, KeyWrites writes, KeyEdit edit, Move move) {
    writes.move(move, edit.at());
    ApprovalRows.use(handle, move, edit.at());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("record", move.record().name());
    details.put("from", move.from().name());
    details.put("to", move.to().name());
    details.put("why", edit.why());
    audit(handle, edit.at(), "key move", edit.after().key(move.key()), details);
  }

  private static void settle(KeyWrites writes, KeyEdit edit, ManagedKey former, ManagedKey key) {
    for (Map.Entry<KeyRecord, RecordState> entry : key.records().entrySet()) {
      boolean moved =
          edit.moves().stream()
              .anyMatch(m -> m.key().equals(key.id()) && m.record() == entry.getKey());
      if (moved || !entry.getValue().equals(former.records().get(entry.getKey()))) {
        writes.settle(key.id(), entry.getKey(), entry.getValue());
      }
    }
  }

  /** Notes that an operator agrees to a move; false if that was noted already. */
  public boolean approve(Approval approval, Instant at) {
    boolean[] given = new boolean[1];
    fenced(
        handle -> {
          ManagedKey key = KeyRows.load(handle, zone()).key(approval.key());
          given[0] = ApprovalRows.insert(handle, approval, actor, at);
          if (given[0]) {
            audit(
                handle,
                at,
                "key approve",
                key,
                Map.of("record", approval.record().name(), "to", approval.to().name()));
          }
        });
    return given[0];
  }

  /**
   * Stores a change that withdraws a key before every cache has forgotten its signatures, and that
   * an operator chose so.
   */
  public void surrender(KeyId id, KeyEdit edit) {
    fenced(
        handle -> {
          ManagedKey key = edit.after().key(id);
          boolean fresh = SurrenderRows.insert(handle, id, actor, edit.why(), edit.at());
          if (fresh) {
            audit(handle, edit.at(), "key surrender", key, Map.of("why", edit.why()));
          }
          save(handle, edit);
        });
  }

  /** Keys that were withdrawn so. */
  public Set<Fingerprint> surrendered() {
    return database.call(handle -> SurrenderRows.of(handle, zone()));
  }

  /** Notes that the private half is gone; the record of the key stays for ever. */
  public void destroyed(ManagedKey key, String why, Instant at) {
    destroyed(key, why, at, () -> {});
  }

  /**
   * The same with what makes it so, while nobody else can take the key into use.
   *
   * @param inItsVault destroys it; what it throws takes the note back
   */
  public void destroyed(ManagedKey key, String why, Instant at, Runnable inItsVault) {
    fenced(
        handle -> {
          new KeyWrites(handle, zone()).destroyed(key.id(), at);
          audit(handle, at, "key destroy", key, Map.of("why", why));
          inItsVault.run();
        });
  }

  private void fenced(Consumer<Handle> work) {
    database.run(
        handle -> {
          LeaseFence.demand(
              handle, lease, why -> new StoreException(why + ": no key was changed, try again"));
          work.accept(handle);
        });
  }

  private void audit(
      Handle handle, Instant at, String action, ManagedKey key, Map<String, ?> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("keyId", key.id().toString());
    details.put("fingerprint", key.dnskey().fingerprint().hex());
    details.put("keyTag", key.dnskey().tag().value());
    details.put("algorithm", key.algorithm());
    details.put("role", key.role().text());
    details.put("vault", key.handle().vault());
    details.putAll(more);
    AuditLog.append(handle, at, actor, action, Optional.of(zone()), details);
  }
}
