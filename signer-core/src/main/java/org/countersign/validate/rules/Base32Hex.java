package org.countersign.validate.rules;

/**
 * Base 32 with the extended hexadecimal alphabet, no padding (RFC 4648 section 7, RFC 5155 3.3).
 */
final class Base32Hex {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

  private Base32Hex() {}

  /** Decodes lower-case text; octets written, or -1 if it is no such text. */
  static int decode(byte[] text, int from, int to, byte[] out) {
    int at = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      int c = text[i];
      int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'v' ? c - 'a' + 10 : -1;
      if (value < 0) {
        return -1;
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out[at++] = (byte) (held >> bits);
      }
    }
    return at;
  }

  static String encode(byte[] octets) {
    StringBuilder out = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : octets) {
      held = held << 8 | b & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(DIGITS.charAt(held >> bits & 31));
      }
    }
    if (bits > 0) {
      out.append(DIGITS.charAt(held << 5 - bits & 31));
    }
    return out.toString();
  }
}
