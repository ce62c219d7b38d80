package org.countersign.sign;

import java.util.ArrayList;
import java.util.List;
import org.countersign.zone.ZoneImage;

/**
 * A run of names in canonical order: owners of the image and, among them by key, NSEC3 records.
 * Ranges depend on the zone alone, so that what is made of them does not depend on the threads.
 */
record Range(int ownerFrom, int ownerTo, int nsec3From, int nsec3To) {
  /** The apex, which is owner 0; no NSEC3 record stands before or at it. */
  static final Range APEX = new Range(0, 1, 0, 0);

  private static final int NAMES = 2048;

  /** The apex alone, then runs of about equal length. */
  static List<Range> cut(ZoneImage image, Nsec3Chain chain) {
    int owners = image.owners();
    int hashes = chain == null ? 0 : chain.size();
    List<Range> ranges = new ArrayList<>();
    ranges.add(APEX);
    int owner = 1;
    int hash = 0;
    byte[] key = new byte[33];
    while (owner < owners || hash < hashes) {
      int names = Math.min(NAMES, owners - owner + hashes - hash);
      // The first `names` of both sequences merged hold `low` owners: the fewest for which the next
      // owner stands behind the last NSEC3 taken.
      int low = Math.max(0, names - (hashes - hash));
      int high = Math.min(names, owners - owner);
      while (low < high) {
        int middle = (low + high) >>> 1;
        chain.writeKey(hash + names - middle - 1, key);
        if (image.compareKey(owner + middle, key, 0, key.length) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      int nextOwner = owner + low;
      int nextHash = hash + names - low;
      if (nextOwner > owner && nextHash < hashes) {
        chain.writeKey(nextHash, key); // a name that is also an NSEC3 owner stays in one range
        if (image.compareKey(nextOwner - 1, key, 0, key.length) == 0) {
          nextHash++;
        }
      }
      ranges.add(new Range(owner, nextOwner, hash, nextHash));
      owner = nextOwner;
      hash = nextHash;
    }
    return ranges;
  }
}
