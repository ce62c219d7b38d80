package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.function.Consumer;

/** Names in wire format one behind the other, to be looked at once when all are known. */
final class PackedNames {
  private byte[] octets = new byte[1024];
  private int length;
  private long left;

  /** Adds a name; where two gigabytes are full, counts it only. */
  void add(byte[] wire, int from, int to) {
    if (length + (to - from) > Integer.MAX_VALUE / 2) {
      left++;
      return;
    }
    if (length + (to - from) > octets.length) {
      octets = Arrays.copyOf(octets, 2 * (length + to - from));
    }
    System.arraycopy(wire, from, octets, length, to - from);
    length += to - from;
  }

  /** Names that were counted only. */
  long left() {
    return left;
  }

  /** Gives each name as a copy. */
  void each(Consumer<byte[]> sink) {
    for (int at = 0; at < length; ) {
      int end = at;
      while (octets[end] != 0) {
        end += octets[end] + 1;
      }
      sink.accept(Arrays.copyOfRange(octets, at, end + 1));
      at = end + 1;
    }
  }
}
