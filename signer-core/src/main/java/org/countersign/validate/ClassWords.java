package org.countersign.validate;

/** Class mnemonics in zone text. */
final class ClassWords {
  private ClassWords() {}

  /** The class that token {@code i} names, or -1 if it names none. */
  static int of(Tokens tokens, int i) {
    int length = tokens.to[i] - tokens.from[i];
    if (length == 2) {
      return tokens.is(i, "IN")
          ? 1
          : tokens.is(i, "CH") ? 3 : tokens.is(i, "HS") ? 4 : tokens.is(i, "CS") ? 2 : -1;
    }
    if (length == 3) {
      return tokens.is(i, "ANY") ? 255 : -1;
    }
    if (length > 5 && length < 11 && (tokens.text[tokens.from[i]] | 0x20) == 'c') {
      String word = tokens.string(i);
      if (word.regionMatches(true, 0, "CLASS", 0, 5)) {
        try {
          return Integer.parseInt(word.substring(5));
        } catch (NumberFormatException e) {
          return -1; // CLASSIC is no class
        }
      }
    }
    return -1;
  }
}
