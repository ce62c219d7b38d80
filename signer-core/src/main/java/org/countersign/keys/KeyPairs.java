package org.countersign.keys;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.countersign.dns.DnssecAlgorithm;

/** Key pairs for each DNSSEC algorithm: made fresh, or read from PKCS#8. */
public final class KeyPairs {
  private KeyPairs() {}

  /** Makes a fresh key pair of plain JDK keys; RSA with the public exponent 65537. */
  public static KeyPair generate(KeySpec spec) {
    try {
      String name = jcaName(spec.algorithm());
      KeyPairGenerator generator = Crypto.fastest().keyPairGenerator(name);
      switch (spec.algorithm()) {
        case ECDSAP256SHA256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case ECDSAP384SHA384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
        case ED25519, ED448 -> {} // the name says it all
        default ->
            generator.initialize(
                new RSAKeyGenParameterSpec(spec.rsaBits(), RSAKeyGenParameterSpec.F4));
      }
      KeyPair made = generator.generateKeyPair();
      return new KeyPair(
          DnskeyCodec.decode(
              spec.algorithm(), DnskeyCodec.encode(spec.algorithm(), made.getPublic())),
          privateKey(spec.algorithm(), made.getPrivate().getEncoded()));
    } catch (InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("cannot make a key for " + spec, e);
    }
  }

  /**
   * Reads a private key in PKCS#8 (RFC 5958).
   *
   * @throws IllegalArgumentException if it is not a private key for the algorithm
   */
  public static PrivateKey privateKey(DnssecAlgorithm algorithm, byte[] pkcs8) {
    try {
      return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a PKCS#8 private key for " + algorithm, e);
    }
  }

  static PublicKey publicKey(DnssecAlgorithm algorithm, EncodedKeySpec spki) {
    try {
      return factory(algorithm).generatePublic(spki);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key for " + algorithm, e);
    }
  }

  /** The JDK's own factory: its keys are plain values that every provider takes. */
  public static KeyFactory factory(DnssecAlgorithm algorithm) {
    try {
      return KeyFactory.getInstance(jcaName(algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no keys for " + algorithm, e);
    }
  }

  private static String jcaName(DnssecAlgorithm algorithm) {
    return switch (algorithm) {
      case ECDSAP256SHA256, ECDSAP384SHA384 -> "EC";
      case ED25519 -> "Ed25519";
      case ED448 -> "Ed448";
      default -> "RSA";
    };
  }
}
