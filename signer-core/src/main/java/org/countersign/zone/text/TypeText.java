package org.countersign.zone.text;

import java.nio.charset.StandardCharsets;
import org.countersign.dns.RecordType;

/** Reads record types; the frequent ones without making a string of them. */
final class TypeText {
  private TypeText() {}

  /** The type that {@code text[from..to)} names, or -1. */
  static int type(byte[] text, int from, int to) {
    int a = text[from] & 0xdf;
    switch (to - from) {
      case 1:
        if (a == 'A') {
          return RecordType.A;
        }
        break;
      case 2:
        if ((text[from + 1] & 0xdf) == 'S') {
          if (a == 'N') {
            return RecordType.NS;
          }
          if (a == 'D') {
            return RecordType.DS;
          }
        }
        break;
      case 4:
        if (a == 'A' && is(text, from, "AAAA")) {
          return RecordType.AAAA;
        }
        if (a == 'N' && is(text, from, "NSEC")) {
          return RecordType.NSEC;
        }
        break;
      case 5:
        if (a == 'R' && is(text, from, "RRSIG")) {
          return RecordType.RRSIG;
        }
        if (a == 'N' && text[to - 1] == '3' && is(text, from, "NSEC")) {
          return RecordType.NSEC3;
        }
        break;
      default:
        break;
    }
    return RecordType.parse(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
  }

  private static boolean is(byte[] text, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      if ((text[from + i] & 0xdf) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
