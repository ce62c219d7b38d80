package org.countersign.zone.text;

/** Reads the numbers of zone files. */
final class Numbers {
  /** The text is not such a number. */
  static final long BAD = -1;

  private Numbers() {}

  /** A decimal number up to {@code most}. */
  static long decimal(byte[] text, int from, int to, long most) {
    if (from == to || to - from > 10) {
      return BAD;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int d = text[i] - '0';
      if (d < 0 || d > 9) {
        return BAD;
      }
      value = value * 10 + d;
    }
    return value <= most ? value : BAD;
  }

  /** A TTL: seconds, or BIND's {@code 1h30m}; above 2^31 - 1 is no TTL (RFC 2181 section 8). */
  static int ttl(byte[] text, int from, int to) {
    long plain = decimal(text, from, to, Integer.MAX_VALUE);
    if (plain != BAD || from == to) {
      return (int) plain;
    }
    long total = 0;
    long part = BAD;
    for (int i = from; i < to; i++) {
      int c = text[i];
      if (c >= '0' && c <= '9') {
        part = (part == BAD ? 0 : part * 10) + c - '0';
        if (part > Integer.MAX_VALUE) {
          return (int) BAD;
        }
        continue;
      }
      int unit =
          switch (c | 0x20) {
            case 'w' -> 604_800;
            case 'd' -> 86_400;
            case 'h' -> 3_600;
            case 'm' -> 60;
            case 's' -> 1;
            default -> 0;
          };
      if (unit == 0 || part == BAD) {
        return (int) BAD;
      }
      total += part * unit;
      if (total > Integer.MAX_VALUE) {
        return (int) BAD;
      }
      part = BAD;
    }
    return part != BAD ? (int) BAD : (int) total;
  }
}
