package org.countersign.zone.text;

import org.countersign.dns.Name;

/** Reads names in presentation format (RFC 1035 section 5.1) into canonical wire format. */
final class WireNames {
  /** The text is not a legal name. */
  static final int BAD = -1;

  private WireNames() {}

  /**
   * Reads {@code text[from..to)}; a name without a final dot gets {@code origin} appended, and is
   * bad where the origin is not known (no octets).
   *
   * @param wire takes the name at {@code at..}; it needs 255 octets of room and some more
   * @return the octet after the name, or {@link #BAD}
   */
  static int read(byte[] text, int from, int to, byte[] origin, byte[] wire, int at) {
    int start = at;
    if (to - from == 1) {
      if (text[from] == '@') {
        if (origin.length == 0) {
          return BAD;
        }
        System.arraycopy(origin, 0, wire, at, origin.length);
        return at + origin.length;
      }
      if (text[from] == '.') {
        wire[at] = 0;
        return at + 1;
      }
    }
    int limit = Math.min(start + Name.MAX_WIRE, wire.length) - 1;
    int length = at++;
    int i = from;
    while (i < to) {
      int c = text[i++] & 0xff;
      if (c <= ' ') {
        return BAD; // two tokens are not one name
      }
      if (c == '.') {
        int size = at - length - 1;
        if (size == 0 || size > 63) {
          return BAD;
        }
        wire[length] = (byte) size;
        length = at++;
        continue;
      }
      if (c == '\\') {
        if (i >= to) {
          return BAD;
        }
        c = text[i++] & 0xff;
        if (c >= '0' && c <= '9') {
          if (i + 1 >= to || notDigit(text[i]) || notDigit(text[i + 1])) {
            return BAD;
          }
          c = (c - '0') * 100 + (text[i] - '0') * 10 + (text[i + 1] - '0');
          i += 2;
          if (c > 255) {
            return BAD;
          }
        }
      }
      if (at >= limit) {
        return BAD;
      }
      wire[at++] = c >= 'A' && c <= 'Z' ? (byte) (c + 32) : (byte) c;
    }
    int size = at - length - 1;
    if (size == 0 && at - 1 > start) {
      wire[length] = 0; // the text ended with a dot: the root's label
      return at;
    }
    if (size == 0
        || size > 63
        || origin.length == 0
        || at + origin.length - start > Name.MAX_WIRE) {
      return BAD;
    }
    wire[length] = (byte) size;
    System.arraycopy(origin, 0, wire, at, origin.length);
    return at + origin.length;
  }

  private static boolean notDigit(byte b) {
    return b < '0' || b > '9';
  }
}
