package org.countersign.store;

/** How long the digest of a DS is (IANA registry "DS RR Type Digest Algorithms"). */
final class DsDigest {
  /** The longest of any type, as the reference registry stores it. */
  static final int LONGEST = 255;

  private DsDigest() {}

  /** Octets; 0 for a type whose length is not known. */
  static int length(int type) {
    return switch (type) {
      case 1 -> 20;
      case 2, 3, 5, 6 -> 32;
      case 4 -> 48;
      default -> 0;
    };
  }

  static boolean fits(int type, int length) {
    int needed = length(type);
    return needed == 0 ? length > 0 && length <= LONGEST : length == needed;
  }

  /** A digest that does not fit, in words. */
  static String fault(int type, int length) {
    int needed = length(type);
    return "a digest of "
        + length
        + " octets, and digest type "
        + type
        + " has "
        + (needed > 0 ? needed : "1 to " + LONGEST);
  }
}
