package org.countersign.zone.text;

/**
 * One record's text with comments taken out and parentheses opened: several lines may make one (RFC
 * 1035 section 5.1). Quoted strings and escapes stay as they are.
 */
final class LogicalLine {
  private final String line;
  private final boolean startsBlank;
  private final int end;
  private final String fault;
  private int at;

  private LogicalLine(String line, boolean startsBlank, int end, String fault) {
    this.line = line;
    this.startsBlank = startsBlank;
    this.end = end;
    this.fault = fault;
  }

  /**
   * Reads from {@code text[from]} to the end of the line that closes the record.
   *
   * @return null if {@code text[..to)} ends before the record does
   */
  static LogicalLine read(byte[] text, int from, int to) {
    StringBuilder out = new StringBuilder(256);
    boolean quoted = false;
    int depth = 0;
    int i = from;
    while (i < to) {
      int c = text[i++] & 0xff;
      if (Blank.isControl(c)) {
        return fault(i, "a control character (octet " + c + "); in names and strings write \\DDD");
      }
      if (c == '\\') {
        if (i == to) {
          return null;
        }
        if (text[i] == '\n' || Blank.isControl(text[i] & 0xff)) {
          return fault(i + 1, "a backslash with nothing to escape");
        }
        out.append('\\').append((char) (text[i++] & 0xff));
        continue;
      }
      if (quoted) {
        if (c == '\n') {
          return fault(i, "a quoted string without its closing quote");
        }
        quoted = c != '"';
        out.append((char) c);
        continue;
      }
      switch (c) {
        case '"' -> {
          quoted = true;
          out.append('"');
        }
        case ';' -> {
          while (i < to && text[i] != '\n') {
            i++;
          }
        }
        case '(' -> {
          depth++;
          out.append(' ');
        }
        case ')' -> {
          if (--depth < 0) {
            return fault(i, "a closing parenthesis without an opening one");
          }
          out.append(' ');
        }
        case '\n' -> {
          if (depth == 0) {
            return new LogicalLine(out.toString(), Blank.is(text[from]), i, null);
          }
          out.append(' ');
        }
        case '\r' -> out.append(' ');
        default -> out.append((char) c);
      }
    }
    return null;
  }

  private static LogicalLine fault(int end, String fault) {
    return new LogicalLine("", false, end, fault);
  }

  int end() {
    return end;
  }

  String fault() {
    return fault;
  }

  boolean isEmpty() {
    return line.isBlank();
  }

  /** The owner, or null if the line begins with white space and inherits it. */
  String ownerToken() {
    return startsBlank ? null : next();
  }

  /** The next token, or null at the end. */
  String next() {
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
    if (at == line.length()) {
      return null;
    }
    int from = at;
    while (at < line.length() && line.charAt(at) > ' ') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, line.length());
    return line.substring(from, at);
  }

  /** All that is left. */
  String rest() {
    return line.substring(at).trim();
  }
}
