package org.countersign.store;

import java.nio.charset.StandardCharsets;
import org.countersign.dns.Name;

/**
 * Domain names from presentation format (RFC 1035 section 5.1) to canonical wire format, without an
 * object a name. The final dot may be missing: names in a registry are fully qualified.
 */
final class PresentationName {
  private PresentationName() {}

  /**
   * Writes the wire format of the name in {@code text[from..to)} to {@code wire}, of {@link
   * Name#MAX_WIRE} octets, letters in lower case.
   *
   * @return its length, or -1 if the text is no legal name
   */
  static int parse(byte[] text, int from, int to, byte[] wire) {
    if (to - from == 1 && text[from] == '.') {
      wire[0] = 0;
      return 1;
    }
    if (to == from) {
      return -1;
    }
    int label = 0; // where the label's length will stand
    int out = 1;
    int i = from;
    while (i < to) {
      int c = text[i++];
      if (c == '.') {
        if (!closes(wire, label, out)) {
          return -1;
        }
        label = out++;
      } else {
        if (c == '\\') {
          c = i < to && digit(text[i]) ? decimal(text, i, to) : i < to ? text[i] & 0xff : -1;
          i += i < to && digit(text[i]) ? 3 : 1;
        } else if (c <= ' ' || c == 0x7f) {
          return -1; // blanks, control characters and octets above 127 are written as \DDD
        }
        if (c < 0 || out >= Name.MAX_WIRE) {
          return -1;
        }
        wire[out++] = Name.lower((byte) c);
      }
      if (out > Name.MAX_WIRE) {
        return -1;
      }
    }
    if (label + 1 == out) {
      wire[label] = 0;
      return out;
    }
    if (!closes(wire, label, out) || out == Name.MAX_WIRE) {
      return -1;
    }
    wire[out++] = 0;
    return out;
  }

  private static boolean closes(byte[] wire, int label, int out) {
    int length = out - label - 1;
    wire[label] = (byte) length;
    return length > 0 && length < 64;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int decimal(byte[] text, int at, int to) {
    if (at + 3 > to || !digit(text[at + 1]) || !digit(text[at + 2])) {
      return -1;
    }
    int value = (text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + text[at + 2] - '0';
    return value > 255 ? -1 : value;
  }

  /** Whether the wire-format name is strictly below {@code origin}, given in wire format. */
  static boolean isBelow(byte[] wire, int length, byte[] origin) {
    int end = length - origin.length;
    if (end <= 0) {
      return false;
    }
    for (int i = 0; i < origin.length; i++) {
      if (wire[end + i] != origin[i]) {
        return false;
      }
    }
    int at = 0;
    while (at < end) {
      at += wire[at] + 1;
    }
    return at == end; // the tail must begin at a label's start, not inside one
  }

  /** The text for a message, at most 300 octets of it. */
  static String shown(byte[] text, int from, int to) {
    int end = Math.min(to, from + 300);
    return new String(text, from, end - from, StandardCharsets.UTF_8) + (end < to ? "…" : "");
  }
}
