package org.countersign.keys;

import org.countersign.dns.DnssecAlgorithm;

/**
 * What key to make.
 *
 * @param rsaBits modulus size for RSA, 1024 to 4096; not used by other algorithms
 */
public record KeySpec(DnssecAlgorithm algorithm, int rsaBits) {
  public KeySpec {
    if (!algorithm.maySign()) {
      throw new IllegalArgumentException(
          algorithm + " is verified only, never signed with (RFC 9905): choose another algorithm");
    }
    if (algorithm.isRsa() && (rsaBits < 1024 || rsaBits > 4096)) {
      throw new IllegalArgumentException(
          "an RSA modulus of " + rsaBits + " bits is out of range: 1024 to 4096");
    }
  }

  public static KeySpec of(DnssecAlgorithm algorithm) {
    return new KeySpec(algorithm, 2048);
  }
}
