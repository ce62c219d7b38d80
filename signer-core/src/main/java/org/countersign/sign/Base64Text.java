package org.countersign.sign;

import java.nio.charset.StandardCharsets;

/** Base64 as RRSIG records hold it (RFC 4648 section 4), straight from array to array. */
final class Base64Text {
  private static final byte[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);

  private Base64Text() {}

  /** Characters that {@code octets} octets need. */
  static int length(int octets) {
    return (octets + 2) / 3 * 4;
  }

  /** Writes {@code data[from..to)} at {@code out[at..]}. */
  static void write(byte[] data, int from, int to, byte[] out, int at) {
    int i = from;
    for (; i + 2 < to; i += 3) {
      int bits = (data[i] & 0xff) << 16 | (data[i + 1] & 0xff) << 8 | data[i + 2] & 0xff;
      at = digits(bits, out, at);
    }
    if (i < to) {
      boolean two = i + 1 < to;
      at = digits((data[i] & 0xff) << 16 | (two ? (data[i + 1] & 0xff) << 8 : 0), out, at);
      out[at - 1] = '=';
      if (!two) {
        out[at - 2] = '=';
      }
    }
  }

  private static int digits(int bits, byte[] out, int at) {
    out[at] = DIGITS[bits >>> 18];
    out[at + 1] = DIGITS[bits >>> 12 & 63];
    out[at + 2] = DIGITS[bits >>> 6 & 63];
    out[at + 3] = DIGITS[bits & 63];
    return at + 4;
  }
}
