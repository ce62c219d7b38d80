package org.countersign.dns;

import java.util.HexFormat;

/**
 * The identity of a public key: SHA-256 of the algorithm octet and the DNSKEY public key field,
 * whatever the key's flags. 64 lower-case hexadecimal digits.
 */
public record Fingerprint(String hex) {
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "\"" + hex + "\" is not a fingerprint: 64 lower-case hexadecimal digits are");
    }
  }

  static Fingerprint of(int algorithm, byte[] publicKey) {
    var sha256 = Digests.sha256();
    sha256.update((byte) algorithm);
    return new Fingerprint(HexFormat.of().formatHex(sha256.digest(publicKey)));
  }

  /** The first 16 digits, for people. */
  public String brief() {
    return hex.substring(0, 16);
  }

  @Override
  public String toString() {
    return hex;
  }
}
