package org.countersign.validate.rules;

/** A set of 64-bit numbers in one array, about 16 octets each; for hashes of names. */
final class LongSet {
  private long[] slots = new long[1024];
  private int count;
  private boolean zero;

  boolean add(long value) {
    if (value == 0) {
      boolean fresh = !zero;
      zero = true;
      return fresh;
    }
    int slot = find(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    if (++count * 3L > slots.length * 2L) {
      grow();
    }
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[find(value)] == value;
  }

  private int find(long value) {
    int mask = slots.length - 1;
    int slot = (int) (value * 0x9e3779b97f4a7c15L >>> 20) & mask;
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long value : old) {
      if (value != 0) {
        slots[find(value)] = value;
      }
    }
  }

  /** A hash of an upper- or lower-case name in wire format. */
  static long hash(byte[] wire, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ wire[i]) * 0x100000001b3L; // FNV-1a
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
