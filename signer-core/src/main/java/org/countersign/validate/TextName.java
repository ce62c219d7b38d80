package org.countersign.validate;

import java.nio.charset.StandardCharsets;
import org.countersign.dns.Name;

/** Domain names in zone text (RFC 1035 section 5.1), read straight into wire format. */
final class TextName {
  private TextName() {}

  /**
   * Writes the name at {@code text[from..to)} in wire format at {@code out[at..]}.
   *
   * @param origin wire format, appended to a relative name; null where there is none
   * @param fold whether letters are folded to lower case
   * @return the octet after the name
   */
  static int read(byte[] text, int from, int to, byte[] origin, boolean fold, byte[] out, int at)
      throws ZoneTextException {
    int start = at;
    if (to - from == 1 && text[from] == '.') {
      out[at] = 0;
      return at + 1;
    }
    boolean atSign = to - from == 1 && text[from] == '@';
    int label = at++;
    boolean absolute = false;
    for (int i = atSign ? to : from; i < to; i++) {
      int c = text[i];
      if (c == '.') {
        int length = at - label - 1;
        if (length == 0 || length > 63) {
          throw bad(text, from, to, "has a label of " + length + " octets; a label has 1 to 63");
        }
        out[label] = (byte) length;
        label = at++;
        absolute = i + 1 == to;
      } else {
        if (c == '\\') {
          c = escape(text, from, to, i);
          i += i + 1 < to && text[i + 1] >= '0' && text[i + 1] <= '9' ? 3 : 1;
        }
        out[at++] = fold && c >= 'A' && c <= 'Z' ? (byte) (c + 32) : (byte) c;
      }
      if (at - start > Name.MAX_WIRE) {
        throw bad(text, from, to, "is longer than " + Name.MAX_WIRE + " octets");
      }
    }
    if (absolute) {
      out[label] = 0;
      return at;
    }
    int length = at - label - 1;
    if (length > 63 || length == 0 && !atSign) {
      throw bad(text, from, to, "has a label of " + length + " octets; a label has 1 to 63");
    }
    if (origin == null) {
      throw bad(text, from, to, "is relative and there is no $ORIGIN: state the origin");
    }
    if (atSign) {
      at = label;
    } else {
      out[label] = (byte) length;
    }
    if (at - start + origin.length > Name.MAX_WIRE) {
      throw bad(text, from, to, "is longer than " + Name.MAX_WIRE + " octets with its origin");
    }
    for (byte b : origin) {
      out[at++] = fold ? Name.lower(b) : b;
    }
    return at;
  }

  /** The octet that the backslash at {@code i} stands for: {@code \DDD} or {@code \X}. */
  private static int escape(byte[] text, int from, int to, int i) throws ZoneTextException {
    if (i + 1 >= to) {
      throw bad(text, from, to, "ends in a backslash");
    }
    if (text[i + 1] < '0' || text[i + 1] > '9') {
      return text[i + 1];
    }
    int value = 0;
    for (int d = i + 1; d <= i + 3; d++) {
      if (d >= to || text[d] < '0' || text[d] > '9') {
        throw bad(text, from, to, "has a \\ that is not followed by three digits");
      }
      value = value * 10 + text[d] - '0';
    }
    if (value > 255) {
      throw bad(text, from, to, "has an escape above \\255");
    }
    return value;
  }

  private static ZoneTextException bad(byte[] text, int from, int to, String what) {
    String shown = new String(text, from, Math.min(to - from, 80), StandardCharsets.ISO_8859_1);
    return new ZoneTextException("the name \"" + shown + "\" " + what);
  }
}
