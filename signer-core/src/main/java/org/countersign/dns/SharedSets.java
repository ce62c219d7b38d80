package org.countersign.dns;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RDATA sets that many owners have in common, each stored once: at a TLD most delegations point to
 * the name servers of a few thousand providers. Safe for several threads.
 */
final class SharedSets {
  /** Beyond this many sets sharing no longer pays, and further sets are stored with their owner. */
  static final int MOST = 1 << 18;

  private final ConcurrentHashMap<Content, Integer> ids = new ConcurrentHashMap<>();
  private volatile byte[][] sets = new byte[64][];
  private int size;

  /** The number of the set {@code octets[from..to)}, or -1 if no more are kept. */
  int intern(byte[] octets, int from, int to) {
    Content content = new Content(Arrays.copyOfRange(octets, from, to));
    Integer known = ids.get(content);
    return known != null ? known : add(content);
  }

  private synchronized int add(Content content) {
    Integer known = ids.get(content);
    if (known != null) {
      return known;
    }
    if (size == MOST) {
      return -1;
    }
    byte[][] grown = size < sets.length ? sets : Arrays.copyOf(sets, 2 * size);
    grown[size] = content.octets;
    sets = grown; // written after the element, so that readers of the field see it
    ids.put(content, size);
    return size++;
  }

  byte[] get(int id) {
    return sets[id];
  }

  private static final class Content {
    final byte[] octets;
    final int hash;

    Content(byte[] octets) {
      this.octets = octets;
      this.hash = Arrays.hashCode(octets);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Content c && hash == c.hash && Arrays.equals(octets, c.octets);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
