package org.countersign.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.countersign.zone.ZoneImage;

/** Finds the names that own nothing but have descendants that count (RFC 5155 section 7.1). */
final class EmptyNonTerminals {
  private EmptyNonTerminals() {}

  /**
   * Keys of the empty non-terminals above the owners that {@code counts}, in canonical order. An
   * ancestor of such an owner either owns records and was met before, or is an ancestor of the
   * owner before it, or is new.
   */
  static List<byte[]> of(ZoneImage image, IntPredicate counts) {
    List<byte[]> found = new ArrayList<>();
    int before = -1;
    for (int owner = 0; owner < image.owners(); owner++) {
      if (!counts.test(owner)) {
        continue;
      }
      if (before >= 0) {
        ancestors(image, before, owner, found);
      }
      before = owner;
    }
    return found;
  }

  private static void ancestors(ZoneImage image, int before, int owner, List<byte[]> found) {
    byte[] key = image.keyArray(owner);
    int from = image.keyFrom(owner);
    int last = image.keyTo(owner) - 1; // the end of the owner's own, leftmost label
    byte[] other = image.keyArray(before);
    int otherFrom = image.keyFrom(before);
    int otherTo = image.keyTo(before);
    boolean shared = true;
    for (int i = from; i < last; i++) {
      int there = otherFrom + i - from;
      shared = shared && there < otherTo && key[i] == other[there];
      if (key[i] == 0 && !shared) {
        found.add(java.util.Arrays.copyOfRange(key, from, i + 1));
      }
    }
  }
}
