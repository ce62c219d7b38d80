package org.countersign.validate;

import java.util.Arrays;

/** The octets of one RDATA under construction, with the encodings zone text uses for them. */
final class Octets {
  private static final byte[] BASE64 = new byte[256];
  private static final byte[] BASE32HEX = new byte[256];
  private static final byte[] HEX = new byte[256];

  static {
    Arrays.fill(BASE64, (byte) -1);
    Arrays.fill(BASE32HEX, (byte) -1);
    Arrays.fill(HEX, (byte) -1);
    String base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; i++) {
      BASE64[base64.charAt(i)] = (byte) i;
    }
    String base32 = "0123456789ABCDEFGHIJKLMNOPQRSTUV"; // RFC 4648 section 7
    for (int i = 0; i < 32; i++) {
      BASE32HEX[base32.charAt(i)] = (byte) i;
      BASE32HEX[Character.toLowerCase(base32.charAt(i))] = (byte) i;
      if (i < 16) {
        HEX[base32.charAt(i)] = (byte) i;
        HEX[Character.toLowerCase(base32.charAt(i))] = (byte) i;
      }
    }
  }

  /** The most an RDATA holds, and room for one more name. */
  final byte[] bytes = new byte[65535 + 512];

  int length;

  void u8(long value) {
    bytes[length++] = (byte) value;
  }

  void u16(long value) {
    u8(value >> 8);
    u8(value);
  }

  void u32(long value) {
    u16(value >> 16);
    u16(value);
  }

  void room(int octets) throws ZoneTextException {
    if (length + octets > 65535) {
      throw new ZoneTextException("the record's data is longer than 65535 octets");
    }
  }

  /** Base 64 in all tokens from {@code i} on; blanks may stand anywhere in it (RFC 4034 3.2). */
  void base64(Tokens tokens, int i) throws ZoneTextException {
    tokens.need(i);
    int bits = 0;
    int held = 0;
    int padding = 0;
    for (; i < tokens.count; i++) {
      room(tokens.to[i] - tokens.from[i]);
      for (int k = tokens.from[i]; k < tokens.to[i]; k++) {
        byte c = tokens.text[k];
        int value = BASE64[c & 0xff];
        if (c == '=') {
          padding++;
        } else if (value < 0 || padding > 0) {
          throw new ZoneTextException("\"" + tokens.string(i) + "\" is not base 64");
        } else {
          held = held << 6 | value;
          bits += 6;
          if (bits >= 8) {
            bits -= 8;
            bytes[length++] = (byte) (held >> bits);
          }
        }
      }
    }
    // 0, 2 or 4 bits are left over, as many padding signs as pairs of them, and they are zero
    if (padding != bits / 2 || bits > 4 || (held & (1 << bits) - 1) != 0) {
      throw new ZoneTextException("the base 64 of the record is cut or wrongly padded");
    }
  }

  /** Hexadecimal digits in all tokens from {@code i} on. */
  void hex(Tokens tokens, int i) throws ZoneTextException {
    tokens.need(i);
    int high = -1;
    for (; i < tokens.count; i++) {
      room((tokens.to[i] - tokens.from[i]) / 2 + 1);
      for (int k = tokens.from[i]; k < tokens.to[i]; k++) {
        int value = HEX[tokens.text[k] & 0xff];
        if (value < 0) {
          throw new ZoneTextException("\"" + tokens.string(i) + "\" is not hexadecimal");
        }
        if (high < 0) {
          high = value;
        } else {
          bytes[length++] = (byte) (high << 4 | value);
          high = -1;
        }
      }
    }
    if (high >= 0) {
      throw new ZoneTextException("the record has an odd number of hexadecimal digits");
    }
  }

  /** Decodes base 32 with extended hexadecimal digits; returns the octets written or -1. */
  static int base32(byte[] text, int from, int to, byte[] out, int at) {
    int start = at;
    int bits = 0;
    int held = 0;
    for (int k = from; k < to; k++) {
      int value = BASE32HEX[text[k] & 0xff];
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
    return bits >= 5 || (held & (1 << bits) - 1) != 0 ? -1 : at - start;
  }
}
