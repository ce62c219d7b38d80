package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;

/** All keys of a zone, oldest first; immutable. */
public record KeySet(Name origin, List<ManagedKey> keys) {
  private static final Comparator<ManagedKey> AGE =
      Comparator.comparing(ManagedKey::createdAt).thenComparing(k -> k.id().value());

  public KeySet {
    keys = keys.stream().sorted(AGE).toList();
    if (keys.stream().map(ManagedKey::id).distinct().count() != keys.size()) {
      throw new IllegalArgumentException("a key id stands twice in the key set of " + origin);
    }
  }

  public ManagedKey key(KeyId id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException(origin + " has no key with id " + id));
  }

  public Optional<ManagedKey> find(KeyId id) {
    return keys.stream().filter(k -> k.id().equals(id)).findFirst();
  }

  /** The keys that take over from a key, directly. */
  Set<KeyId> followers(KeyId id) {
    Set<KeyId> followers = new HashSet<>();
    keys.stream().filter(k -> k.predecessors().contains(id)).forEach(k -> followers.add(k.id()));
    return followers;
  }

  Stream<ManagedKey> ofAlgorithm(int algorithm) {
    return keys.stream().filter(k -> k.algorithm() == algorithm);
  }

  Stream<ManagedKey> wanted() {
    return keys.stream().filter(k -> k.goal() == Goal.OMNIPRESENT);
  }

  /** Whether every key is to go, and nothing follows. */
  public boolean leavingNothing() {
    return !keys.isEmpty() && wanted().findAny().isEmpty();
  }

  public KeySet plus(ManagedKey key) {
    List<ManagedKey> more = new ArrayList<>(keys);
    more.add(key);
    return new KeySet(origin, more);
  }

  KeySet change(KeyId id, UnaryOperator<ManagedKey> how) {
    return new KeySet(
        origin, keys.stream().map(k -> k.id().equals(id) ? how.apply(k) : k).toList());
  }

  KeySet apply(Collection<Move> moves, Instant at) {
    KeySet changed = this;
    for (Move move : moves) {
      changed = changed.change(move.key(), k -> k.moved(move.record(), move.to(), at));
    }
    return changed;
  }

  /** The keys are to go; what follows them decides when. */
  public KeySet retired(Collection<KeyId> ids) {
    KeySet changed = this;
    for (KeyId id : ids) {
      changed = changed.change(id, k -> k.with(Goal.HIDDEN));
    }
    return changed;
  }

  /** Every key is to go: the zone's keys for a zone that goes insecure ({@code keys.insecure}). */
  public KeySet allRetired() {
    return retired(keys.stream().map(ManagedKey::id).toList());
  }

  /**
   * The key set after a release: what the release was the first to carry has its serial as
   * evidence.
   *
   * @param plan the plan the release was signed by
   */
  public KeySet released(Serial serial, SigningPlan plan) {
    Set<KeyId> published = new HashSet<>();
    Set<KeyId> zone = new HashSet<>();
    Set<KeyId> keySets = new HashSet<>();
    for (PlannedKey key : plan.keys()) {
      if (key.published()) {
        published.add(key.id());
      }
      if (key.signs() && key.role().signsZone()) {
        zone.add(key.id());
      }
      if (key.signs() && key.role().signsKeys()) {
        keySets.add(key.id());
      }
    }
    KeySet changed = this;
    for (ManagedKey key : keys) {
      changed = carried(changed, key, KeyRecord.DNSKEY, published, serial);
      changed = carried(changed, key, KeyRecord.ZRRSIG, zone, serial);
      changed = carried(changed, key, KeyRecord.KRRSIG, keySets, serial);
    }
    return changed;
  }

  private static KeySet carried(
      KeySet set, ManagedKey key, KeyRecord record, Set<KeyId> there, Serial serial) {
    RecordState state = key.records().get(record);
    if (state == null || state.evidence().isPresent() || !state.presence().isChange()) {
      return set;
    }
    boolean carries = there.contains(key.id()) == (state.presence() == Presence.RUMOURED);
    RecordState seen = new RecordState(state.presence(), state.since(), Optional.of(serial));
    return carries ? set.change(key.id(), k -> k.with(record, seen)) : set;
  }
}
