package org.countersign.keys.adopt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.keys.KeyId;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.ManagedKey;

/**
 * Who follows whom in a rollover that was under way and that nobody wrote down: where one key of a
 * role and an algorithm is to stay, it follows those of them that are to go and are still seen.
 */
final class AdoptedLinks {
  private AdoptedLinks() {}

  static List<ManagedKey> complete(List<ManagedKey> keys) {
    Set<KeyId> followed =
        keys.stream().flatMap(k -> k.predecessors().stream()).collect(Collectors.toSet());
    return keys.stream().map(key -> linked(key, keys, followed)).toList();
  }

  private static ManagedKey linked(ManagedKey key, List<ManagedKey> keys, Set<KeyId> followed) {
    List<ManagedKey> alike =
        keys.stream()
            .filter(k -> k.role() == key.role() && k.algorithm() == key.algorithm())
            .toList();
    boolean onlyOneStays =
        key.goal() == Goal.OMNIPRESENT
            && alike.stream().filter(k -> k.goal() == Goal.OMNIPRESENT).count() == 1;
    if (!onlyOneStays) {
      return key;
    }
    Set<KeyId> before = new HashSet<>(key.predecessors());
    alike.stream()
        .filter(k -> k.goal() == Goal.HIDDEN && !k.allHidden() && !followed.contains(k.id()))
        .filter(k -> !k.dnskey().isRevoked())
        .forEach(k -> before.add(k.id()));
    return new ManagedKey(
        key.id(),
        key.role(),
        key.dnskey(),
        key.handle(),
        key.goal(),
        before,
        key.createdAt(),
        key.records());
  }
}
