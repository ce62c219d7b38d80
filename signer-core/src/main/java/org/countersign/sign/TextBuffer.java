package org.countersign.sign;

import java.util.Arrays;

/** A growing run of ASCII, with the forms that zone files are made of. */
final class TextBuffer {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (int c = 0x21; c < 0x7f; c++) {
      PLAIN[c] = "\"().;\\@$".indexOf(c) < 0;
    }
  }

  byte[] text = new byte[256 << 10];
  int end;

  void clear() {
    end = 0;
  }

  /** Makes room for {@code more} octets. */
  void room(int more) {
    if (end + more > text.length) {
      text = Arrays.copyOf(text, 2 * (end + more));
    }
  }

  void octet(int c) {
    if (end == text.length) {
      room(1);
    }
    text[end++] = (byte) c;
  }

  void octets(byte[] from, int at, int to) {
    room(to - at);
    System.arraycopy(from, at, text, end, to - at);
    end += to - at;
  }

  @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exact for ASCII and fast
  void ascii(String s) {
    room(s.length());
    s.getBytes(0, s.length(), text, end);
    end += s.length();
  }

  /** An unsigned number. */
  void number(long value) {
    room(20);
    int digits = 1;
    for (long v = value; v >= 10; v /= 10) {
      digits++;
    }
    for (int i = end + digits - 1; i >= end; i--) {
      text[i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    end += digits;
  }

  void hex(byte[] data, int from, int to) {
    room(2 * (to - from));
    for (int i = from; i < to; i++) {
      text[end++] = HEX[(data[i] & 0xff) >>> 4];
      text[end++] = HEX[data[i] & 15];
    }
  }

  void base64(byte[] data, int from, int to) {
    int length = Base64Text.length(to - from);
    room(length);
    Base64Text.write(data, from, to, text, end);
    end += length;
  }

  /** A wire-format name as text with its final dot; returns the octet after the name. */
  int name(byte[] wire, int at) {
    room(4 * 256);
    if (wire[at] == 0) {
      octet('.');
      return at + 1;
    }
    while (wire[at] != 0) {
      int to = at + 1 + wire[at];
      for (int i = at + 1; i < to; i++) {
        int c = wire[i] & 0xff;
        if (PLAIN[c]) {
          text[end++] = (byte) c;
        } else {
          escaped(c);
        }
      }
      text[end++] = '.';
      at = to;
    }
    return at + 1;
  }

  private void escaped(int c) {
    octet('\\');
    if (c > 0x20 && c < 0x7f) {
      octet(c);
    } else {
      octet('0' + c / 100);
      octet('0' + c / 10 % 10);
      octet('0' + c % 10);
    }
  }
}
