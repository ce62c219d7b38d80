package org.countersign.validate.rules;

import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.validate.ZoneContext;

/** Finds the names behind hashes, by reading the zone once more. */
final class HashNames {
  /** Takes what was found. */
  interface Found {
    void name(String hash, String name, boolean emptyNonTerminal);
  }

  private HashNames() {}

  static void find(ZoneContext zone, DenialParameters parameters, Set<String> hashes, Found found) {
    int originLength = org.countersign.dns.OwnerKey.of(zone.origin(), Name.ROOT).length;
    HashWalk walk =
        new HashWalk(
            parameters,
            originLength,
            (hash, optional, node, wire) -> {
              String text = Base32Hex.encode(hash);
              if (hashes.contains(text)) {
                found.name(text, Name.text(wire, 0), node == null);
              }
            });
    zone.readAgain(walk::owner);
    walk.end();
  }
}
