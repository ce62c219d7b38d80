package org.countersign.validate;

import java.nio.charset.StandardCharsets;
import org.countersign.dns.RecordType;

/**
 * Record type mnemonics by their octets: a hash table from up to eight upper-case letters to the
 * type number, so that type bitmaps are read without making strings.
 */
final class TypeWords {
  private static final int SIZE = 1024;
  private static final long[] WORDS = new long[SIZE];
  private static final int[] TYPES = new int[SIZE];

  static {
    for (int type = 1; type < 300; type++) {
      byte[] name = RecordType.mnemonic(type).getBytes(StandardCharsets.US_ASCII);
      if (name.length <= 8 && RecordType.parse(RecordType.mnemonic(type)) == type) {
        put(pack(name, 0, name.length), type);
      }
    }
    put(pack("ZONEMD".getBytes(StandardCharsets.US_ASCII), 0, 6), RecordType.ZONEMD);
  }

  private TypeWords() {}

  private static void put(long word, int type) {
    int slot = slot(word);
    while (WORDS[slot] != 0 && WORDS[slot] != word) {
      slot = slot + 1 & SIZE - 1;
    }
    WORDS[slot] = word;
    TYPES[slot] = type;
  }

  private static int slot(long word) {
    return (int) (word * 0x9e3779b97f4a7c15L >>> 54);
  }

  private static long pack(byte[] text, int from, int to) {
    long word = 0;
    for (int i = from; i < to; i++) {
      int c = text[i];
      word = word << 8 | (c >= 'a' && c <= 'z' ? c - 32 : c) & 0xff;
    }
    return word;
  }

  /** The type that {@code text[from..to)} names, {@code TYPEnnn} included, or -1. */
  static int type(byte[] text, int from, int to) {
    if (to - from <= 8) {
      long word = pack(text, from, to);
      for (int slot = slot(word); WORDS[slot] != 0; slot = slot + 1 & SIZE - 1) {
        if (WORDS[slot] == word) {
          return TYPES[slot];
        }
      }
    }
    return RecordType.parse(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
