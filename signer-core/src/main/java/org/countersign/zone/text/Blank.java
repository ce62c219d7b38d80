package org.countersign.zone.text;

/** What stands between the tokens of a zone file (RFC 1035 section 5.1). */
final class Blank {
  private Blank() {}

  /** Space, tab, or the carriage return of a line that ends with CR LF. */
  static boolean is(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Whether the octet has no place in zone text: octets like it stand there escaped. */
  static boolean isControl(int c) {
    return c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == 0x7f;
  }
}
