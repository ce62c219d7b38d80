package org.countersign.validate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One logical line of zone text, cut into tokens that point into the reader's buffer: parentheses
 * joined, comments dropped, escapes left as they are (RFC 1035 section 5.1).
 */
final class Tokens {
  /** The text ended before the line did. */
  static final int CUT = -1;

  private static final byte PLAIN = 0;
  private static final byte BLANK = 1;
  private static final byte NEWLINE = 2;
  private static final byte SPECIAL = 3;
  private static final byte[] KIND = new byte[256];

  static {
    KIND[' '] = BLANK;
    KIND['\t'] = BLANK;
    KIND['\r'] = BLANK;
    KIND['\n'] = NEWLINE;
    for (char c : new char[] {';', '(', ')', '"', '\\'}) {
      KIND[c] = SPECIAL;
    }
  }

  byte[] text;
  int[] from = new int[64];
  int[] to = new int[64];
  boolean[] quoted = new boolean[64];
  int count;

  /** Whether the line began with a blank, and so has no owner. */
  boolean blankStart;

  /** Physical lines of the logical one. */
  int lines;

  /** Whether a parenthesis or a quotation is still open: a file that ends here is cut. */
  boolean open;

  /**
   * Cuts the logical line at {@code buffer[at..limit)}.
   *
   * @param last whether nothing follows {@code limit}
   * @return the octet after the line, or {@link #CUT} if it does not end within the buffer
   */
  int scan(byte[] buffer, int at, int limit, boolean last) {
    text = buffer;
    count = 0;
    lines = 0;
    open = false;
    blankStart = KIND[buffer[at] & 0xff] == BLANK;
    int depth = 0;
    while (at < limit) {
      int b = buffer[at] & 0xff;
      switch (KIND[b]) {
        case BLANK -> at++;
        case NEWLINE -> {
          at++;
          lines++;
          if (depth <= 0) {
            return at;
          }
        }
        case PLAIN -> at = word(buffer, at, limit);
        default -> {
          if (b == '(' || b == ')') {
            depth += b == '(' ? 1 : -1;
            at++;
          } else if (b == ';') {
            while (at < limit && buffer[at] != '\n') {
              at++;
            }
          } else if (b == '"') {
            at = quotation(buffer, at, limit);
          } else {
            at = word(buffer, at, limit);
          }
        }
      }
    }
    if (!last) {
      return CUT;
    }
    open |= depth > 0;
    lines++;
    return limit;
  }

  private int word(byte[] buffer, int at, int limit) {
    int start = at;
    while (at < limit) {
      byte kind = KIND[buffer[at] & 0xff];
      if (kind == PLAIN) {
        at++;
      } else if (kind == SPECIAL && buffer[at] == '\\') {
        at += 2;
      } else {
        break;
      }
    }
    at = Math.min(at, limit);
    add(start, at, false);
    return at;
  }

  private int quotation(byte[] buffer, int at, int limit) {
    int start = ++at;
    while (at < limit && buffer[at] != '"') {
      at += buffer[at] == '\\' ? 2 : 1;
    }
    if (at >= limit) {
      open = true;
      add(start, limit, true);
      return limit;
    }
    add(start, at, true);
    return at + 1;
  }

  private void add(int start, int end, boolean quote) {
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      quoted = Arrays.copyOf(quoted, count * 2);
    }
    from[count] = start;
    to[count] = end;
    quoted[count++] = quote;
  }

  /** Whether token {@code i} is {@code word}, given in upper case, letters of either case. */
  boolean is(int i, String word) {
    int length = to[i] - from[i];
    if (length != word.length() || quoted[i]) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      int c = text[from[i] + k];
      if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  String string(int i) {
    return new String(text, from[i], to[i] - from[i], StandardCharsets.ISO_8859_1);
  }

  /** The tokens from {@code i} on, one blank between them, quotations quoted. */
  String rest(int i) {
    StringBuilder out = new StringBuilder();
    for (; i < count; i++) {
      String word = quoted[i] ? '"' + string(i) + '"' : string(i);
      out.append(out.length() == 0 ? "" : " ").append(word);
    }
    return out.toString();
  }

  /**
   * Token {@code i} as an unsigned number.
   *
   * @throws ZoneTextException if it is none, or above {@code max}
   */
  long number(int i, long max) throws ZoneTextException {
    need(i);
    long value = 0;
    for (int k = from[i]; k < to[i]; k++) {
      int digit = text[k] - '0';
      if (digit < 0 || digit > 9 || value > max) {
        throw new ZoneTextException("\"" + string(i) + "\" is not a number of 0 to " + max);
      }
      value = value * 10 + digit;
    }
    if (to[i] == from[i] || value > max) {
      throw new ZoneTextException("\"" + string(i) + "\" is not a number of 0 to " + max);
    }
    return value;
  }

  void need(int i) throws ZoneTextException {
    if (i >= count) {
      throw new ZoneTextException("the record ends before its data does");
    }
  }

  void end(int i) throws ZoneTextException {
    if (i < count) {
      throw new ZoneTextException("\"" + string(i) + "\" stands after the record's end");
    }
  }
}
