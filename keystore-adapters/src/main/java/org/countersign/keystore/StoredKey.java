package org.countersign.keystore;

import java.security.PrivateKey;
import java.util.Arrays;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultKey;

/**
 * A private key as a software vault holds it. Its public half is computed from it, so that the two
 * cannot disagree. It never prints its octets.
 */
final class StoredKey {
  private final DnssecAlgorithm algorithm;
  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private StoredKey(DnssecAlgorithm algorithm, PrivateKey privateKey) {
    this.algorithm = algorithm;
    this.privateKey = privateKey;
    this.publicKey = PublicHalf.of(algorithm, privateKey);
  }

  /**
   * Takes a private key of any provider.
   *
   * @throws IllegalArgumentException if it is not one for {@code algorithm}
   */
  static StoredKey of(DnssecAlgorithm algorithm, PrivateKey privateKey) {
    byte[] pkcs8 = privateKey.getEncoded();
    if (pkcs8 == null) {
      throw new IllegalArgumentException("a private key that its provider does not give out");
    }
    return new StoredKey(algorithm, KeyPairs.privateKey(algorithm, pkcs8));
  }

  static StoredKey generate(KeySpec spec) {
    return new StoredKey(spec.algorithm(), KeyPairs.generate(spec).getPrivate());
  }

  DnssecAlgorithm algorithm() {
    return algorithm;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /** In DNSKEY encoding. */
  byte[] publicKey() {
    return publicKey.clone();
  }

  VaultKey at(KeyHandle handle) {
    return new VaultKey(handle, algorithm, publicKey());
  }

  /** Whether it is the same key for the same algorithm. */
  boolean isSameAs(StoredKey other) {
    return algorithm == other.algorithm && Arrays.equals(publicKey, other.publicKey);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "StoredKey(" + algorithm + ")";
  }
}
