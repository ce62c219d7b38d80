package org.countersign.run;

import java.util.Optional;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;

/** Keys that were made ahead and never published: the next rollover of their role takes one. */
final class Spares {
  private Spares() {}

  static ManagedKey fresh(ManagedKey key) {
    return aimed(key, Goal.HIDDEN);
  }

  static ManagedKey used(ManagedKey spare) {
    return aimed(spare, Goal.OMNIPRESENT);
  }

  /** The oldest of a role and algorithm; one that has a part in some rollover is none. */
  static Optional<ManagedKey> of(KeySet keys, KeyRole role, DnssecAlgorithm algorithm) {
    return keys.keys().stream()
        .filter(k -> k.goal() == Goal.HIDDEN && neverPublished(k))
        .filter(k -> k.role() == role && k.algorithm() == algorithm.number())
        .filter(k -> k.predecessors().isEmpty())
        .filter(k -> keys.keys().stream().noneMatch(o -> o.predecessors().contains(k.id())))
        .findFirst();
  }

  static KeySet without(KeySet keys, ManagedKey spare) {
    return new KeySet(
        keys.origin(), keys.keys().stream().filter(k -> !k.id().equals(spare.id())).toList());
  }

  static boolean neverPublished(ManagedKey key) {
    return key.allHidden()
        && key.records().values().stream()
            .allMatch(r -> r.evidence().isEmpty() && r.since().equals(key.createdAt()));
  }

  /** Whether {@code other} does everything that {@code key} would. */
  static boolean coveredBy(ManagedKey key, ManagedKey other) {
    return key.algorithm() == other.algorithm()
        && (other.role().signsZone() || !key.role().signsZone())
        && (other.role().signsKeys() || !key.role().signsKeys());
  }

  private static ManagedKey aimed(ManagedKey key, Goal goal) {
    return new ManagedKey(
        key.id(),
        key.role(),
        key.dnskey(),
        key.handle(),
        goal,
        key.predecessors(),
        key.createdAt(),
        key.records());
  }
}
