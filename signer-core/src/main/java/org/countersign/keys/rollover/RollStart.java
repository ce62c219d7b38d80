package org.countersign.keys.rollover;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;

/**
 * A rollover, or the first key of a role, to be begun: which keys are to go and what follows them.
 * Beginning it changes goals only; the state machine does the rest at its own pace.
 *
 * @param replaces the keys that are to go; empty for a first key or a standby
 * @param follower a key that is there already and takes over; empty if one has to be generated
 */
public record RollStart(
    KeyRole role,
    DnssecAlgorithm algorithm,
    Set<KeyId> replaces,
    Optional<KeyId> follower,
    String why) {
  public RollStart {
    replaces = Set.copyOf(replaces);
  }

  /** Whether the caller has to make a key first. */
  public boolean needsKey() {
    return follower.isEmpty();
  }

  /** Begins with the key that was generated for it. */
  public KeySet begin(KeySet set, ManagedKey generated) {
    if (!needsKey() || generated.role() != role || generated.algorithm() != algorithm.number()) {
      throw new IllegalArgumentException(
          "this rollover takes "
              + (needsKey() ? "a new " + role.text() + " of " + algorithm : "no new key")
              + ", not "
              + generated.shown());
    }
    return begin(set.plus(generated), generated.id());
  }

  /** Begins with the key that is there. */
  public KeySet begin(KeySet set) {
    return begin(
        set,
        follower.orElseThrow(
            () -> new IllegalArgumentException("a new " + role.text() + " has to be generated")));
  }

  /**
   * A key that is replaced before it took over hands on what it was to take over: the new key
   * follows the whole row.
   */
  private KeySet begin(KeySet set, KeyId successor) {
    Set<KeyId> before = new HashSet<>(replaces);
    replaces.forEach(id -> before.addAll(unfinished(set, set.key(id))));
    return set.retired(replaces)
        .change(successor, k -> replaces.isEmpty() ? k : k.following(before));
  }

  private static Set<KeyId> unfinished(KeySet set, ManagedKey key) {
    return key.predecessors().stream()
        .filter(id -> set.find(id).map(k -> !k.allHidden()).orElse(false))
        .collect(Collectors.toSet());
  }
}
