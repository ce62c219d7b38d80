package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;

/**
 * A key under management: where it is to end, whom it follows, and the state of each record that
 * speaks for it.
 *
 * @param predecessors the keys whose duties it takes over
 * @param records one state for each of {@link KeyRecord#of} its role
 */
public record ManagedKey(
    KeyId id,
    KeyRole role,
    Dnskey dnskey,
    KeyHandle handle,
    Goal goal,
    Set<KeyId> predecessors,
    Instant createdAt,
    Map<KeyRecord, RecordState> records) {
  public ManagedKey {
    predecessors = Set.copyOf(predecessors);
    records = Collections.unmodifiableMap(new EnumMap<>(records));
    if (!records.keySet().equals(Set.copyOf(KeyRecord.of(role)))) {
      throw new IllegalArgumentException(
          "a " + role.text() + " has the records " + KeyRecord.of(role) + ", not " + records);
    }
    if (predecessors.contains(id)) {
      throw new IllegalArgumentException("key " + id + " cannot follow itself");
    }
  }

  /** A new key that nobody has seen, on its way to be used. */
  public static ManagedKey fresh(
      KeyId id, KeyRole role, Dnskey dnskey, KeyHandle handle, Instant createdAt) {
    Map<KeyRecord, RecordState> records = new EnumMap<>(KeyRecord.class);
    KeyRecord.of(role).forEach(r -> records.put(r, RecordState.of(Presence.HIDDEN, createdAt)));
    return new ManagedKey(id, role, dnskey, handle, Goal.OMNIPRESENT, Set.of(), createdAt, records);
  }

  /** The state of a record; hidden if the key has no such record. */
  public Presence presence(KeyRecord record) {
    RecordState state = records.get(record);
    return state == null ? Presence.HIDDEN : state.presence();
  }

  public int algorithm() {
    return dnskey.algorithm();
  }

  public boolean is(KeyRecord record, Presence presence) {
    return presence(record) == presence;
  }

  /** Whether no record speaks for it any more, or none does yet. */
  public boolean allHidden() {
    return records.values().stream().allMatch(r -> r.presence() == Presence.HIDDEN);
  }

  ManagedKey with(Goal newGoal) {
    return new ManagedKey(id, role, dnskey, handle, newGoal, predecessors, createdAt, records);
  }

  ManagedKey following(Set<KeyId> more) {
    Set<KeyId> all = new HashSet<>(predecessors);
    all.addAll(more);
    all.remove(id);
    return new ManagedKey(id, role, dnskey, handle, goal, all, createdAt, records);
  }

  /** What carried a record stays known as it settles; a change waits for its own. */
  ManagedKey moved(KeyRecord record, Presence to, Instant at) {
    RecordState before = records.get(record);
    Optional<Serial> evidence = to.isChange() ? Optional.empty() : before.evidence();
    return with(record, new RecordState(to, at, evidence));
  }

  ManagedKey with(KeyRecord record, RecordState state) {
    Map<KeyRecord, RecordState> changed = new EnumMap<>(records);
    changed.put(record, state);
    return new ManagedKey(id, role, dnskey, handle, goal, predecessors, createdAt, changed);
  }

  /** For people: role, tag and the beginning of the fingerprint. */
  public String shown() {
    return role.text() + " " + dnskey.tag() + " (" + dnskey.fingerprint().brief() + ")";
  }
}
