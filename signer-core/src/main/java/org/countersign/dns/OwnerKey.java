package org.countersign.dns;

import java.util.Arrays;

/**
 * An owner name relative to its zone's origin, in a form whose unsigned octet order is the
 * canonical name order (RFC 4034 section 6.1), so that sorting and "is below" are plain array
 * comparisons.
 *
 * <p>Labels stand rightmost first, each ended by 0x00. Inside a label 0x00 is written 0x01 0x01 and
 * 0x01 is written 0x01 0x02. The origin itself is the empty key; a name is at or below another iff
 * its key starts with the other's.
 */
public final class OwnerKey {
  /** Most octets of a key: every octet of a longest name escaped. */
  public static final int MAX = 2 * Name.MAX_WIRE;

  private OwnerKey() {}

  /**
   * @throws IllegalArgumentException if {@code name} is not at or below {@code origin}
   */
  public static byte[] of(Name name, Name origin) {
    byte[] wire = name.wire();
    byte[] key = new byte[MAX];
    int length = encode(wire, 0, wire.length, origin, key);
    if (length < 0) {
      throw new IllegalArgumentException(name + " is not in zone " + origin);
    }
    return Arrays.copyOf(key, length);
  }

  /**
   * Encodes the canonical (lower-case) wire-format name at {@code wire[from..to)} into {@code key}.
   *
   * @return the key's length, or -1 if the name is not at or below {@code origin}
   */
  public static int encode(byte[] wire, int from, int to, Name origin, byte[] key) {
    int end = to - origin.length();
    if (end < from || !origin.matches(wire, end)) {
      return -1;
    }
    int labels = 0;
    int at = from;
    int[] starts = STARTS.get();
    while (at < end) {
      starts[labels++] = at;
      at += wire[at] + 1;
    }
    if (at != end) {
      return -1;
    }
    int out = 0;
    while (--labels >= 0) {
      int first = starts[labels] + 1;
      int last = first + wire[starts[labels]];
      for (int i = first; i < last; i++) {
        byte b = wire[i];
        if (b == 0 || b == 1) {
          key[out++] = 1;
          b++;
        }
        key[out++] = b;
      }
      key[out++] = 0;
    }
    return out;
  }

  private static final ThreadLocal<int[]> STARTS =
      ThreadLocal.withInitial(() -> new int[Name.MAX_WIRE / 2 + 1]);

  /**
   * Writes the wire format of the name that {@code key[from..to)} stands for, the origin's labels
   * included, at {@code wire[at..]}.
   *
   * @return the octet after the name
   */
  public static int decode(byte[] key, int from, int to, Name origin, byte[] wire, int at) {
    int labelEnd = to - 1; // the 0x00 that ends the leftmost label
    while (labelEnd >= from) {
      int labelStart = labelEnd;
      while (labelStart > from && key[labelStart - 1] != 0) {
        labelStart--;
      }
      int length = at++;
      for (int i = labelStart; i < labelEnd; i++) {
        byte b = key[i];
        wire[at++] = b == 1 ? (byte) (key[++i] - 1) : b;
      }
      wire[length] = (byte) (at - length - 1);
      labelEnd = labelStart - 1;
    }
    return origin.write(wire, at);
  }

  /** The name a key stands for. */
  public static Name name(byte[] key, int from, int to, Name origin) {
    byte[] wire = new byte[MAX + Name.MAX_WIRE];
    return Name.ofWire(Arrays.copyOf(wire, decode(key, from, to, origin, wire, 0)));
  }

  /** Labels of the key: those below the origin. */
  public static int labels(byte[] key, int from, int to) {
    int labels = 0;
    for (int i = from; i < to; i++) {
      if (key[i] == 0) {
        labels++;
      }
    }
    return labels;
  }
}
