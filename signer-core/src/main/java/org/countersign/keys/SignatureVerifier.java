package org.countersign.keys;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;

/**
 * The signer's check of its own work: signatures under one DNSKEY. One thread at a time. The gate
 * has its own verifier and shares nothing with this one.
 */
public final class SignatureVerifier {
  private final Signature signature;
  private final int length;

  private SignatureVerifier(Signature signature, int length) {
    this.signature = signature;
    this.length = length;
  }

  /**
   * A verifier for the key as it is published.
   *
   * @throws IllegalArgumentException if the algorithm is unknown or the key is not one of it
   */
  public static SignatureVerifier of(Dnskey dnskey) {
    return of(dnskey, Crypto.fastest());
  }

  static SignatureVerifier of(Dnskey dnskey, Crypto crypto) {
    DnssecAlgorithm algorithm =
        DnssecAlgorithm.of(dnskey.algorithm())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "DNSSEC algorithm " + dnskey.algorithm() + " is not known here"));
    PublicKey key = DnskeyCodec.decode(algorithm, dnskey.publicKey());
    try {
      return new SignatureVerifier(initialised(crypto, algorithm, key), length(algorithm));
    } catch (InvalidKeyException e) {
      try {
        // Corretto refuses RSA exponents above 33 bits, which RFC 3110 allows.
        return new SignatureVerifier(
            initialised(Crypto.bouncyCastle(), algorithm, key), length(algorithm));
      } catch (InvalidKeyException unusable) {
        throw new IllegalArgumentException(dnskey + " cannot verify anything", unusable);
      }
    }
  }

  private static Signature initialised(Crypto crypto, DnssecAlgorithm algorithm, PublicKey key)
      throws InvalidKeyException {
    Signature signature = crypto.signature(algorithm);
    signature.initVerify(key);
    return signature;
  }

  /** Whether {@code candidate} is this key's signature over {@code data[from..to)}. */
  public boolean verifies(byte[] data, int from, int to, byte[] candidate) {
    if (length > 0 && candidate.length != length) {
      return false;
    }
    try {
      signature.update(data, from, to - from);
      return signature.verify(candidate);
    } catch (SignatureException e) {
      return false; // how providers say that a signature has not even the right form
    }
  }

  /** Octets of a signature, 0 where the key decides (RSA). */
  private static int length(DnssecAlgorithm algorithm) {
    return switch (algorithm) {
      case ECDSAP256SHA256, ED25519 -> 64;
      case ECDSAP384SHA384 -> 96;
      case ED448 -> 114;
      default -> 0;
    };
  }
}
