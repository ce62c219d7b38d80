package org.countersign.validate.rules;

/** DS digest lengths (IANA registry "DNSSEC Delegation Signer (DS) RR Type Digest Algorithms"). */
final class DsDigests {
  private DsDigests() {}

  /** Octets of a digest of {@code type}, 0 where the type is not known. */
  static int octets(int type) {
    return switch (type) {
      case 1 -> 20;
      case 2, 3, 5, 6 -> 32;
      case 4 -> 48;
      default -> 0;
    };
  }
}
