package org.countersign.validate;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.countersign.dns.Dnskey;

/** DNSKEY public keys as the platform's keys, and the platform's verifiers for them. */
final class PublicKeys {
  private static final Provider CORRETTO =
      AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
          ? AmazonCorrettoCryptoProvider.INSTANCE
          : null;

  // SubjectPublicKeyInfo up to the key's octets (RFC 5480, RFC 8410)
  private static final String P256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
  private static final String P384 = "3076301006072a8648ce3d020106052b8104002203620004";
  private static final String ED25519 = "302a300506032b6570032100";
  private static final String ED448 = "3043300506032b6571033a00";

  private PublicKeys() {}

  /** Octets of the public key field, or -1 where they vary; 0 for an algorithm not known here. */
  static int fieldLength(int algorithm) {
    return switch (algorithm) {
      case 5, 7, 8, 10 -> -1;
      case 13 -> 64;
      case 14 -> 96;
      case 15 -> 32;
      case 16 -> 57;
      default -> 0;
    };
  }

  /**
   * Decodes a key.
   *
   * @throws GeneralSecurityException if no provider takes it: not on the curve, malformed
   * @throws IllegalArgumentException if the field is cut
   */
  static PublicKey decode(Dnskey key) throws GeneralSecurityException {
    byte[] field = key.publicKey();
    int length = fieldLength(key.algorithm());
    if (length == 0) {
      throw new GeneralSecurityException("algorithm " + key.algorithm() + " is not known here");
    }
    if (length > 0 && field.length != length) {
      throw new GeneralSecurityException(
          "its public key has " + field.length + " octets, its algorithm needs " + length);
    }
    return switch (key.algorithm()) {
      case 13 -> decode("EC", encoded(P256, field));
      case 14 -> decode("EC", encoded(P384, field));
      case 15 -> decode("Ed25519", encoded(ED25519, field));
      case 16 -> decode("Ed448", encoded(ED448, field));
      default -> {
        RsaField rsa = RsaField.of(field);
        yield decode("RSA", new RSAPublicKeySpec(rsa.modulus(), rsa.exponent()));
      }
    };
  }

  private static KeySpec encoded(String prefix, byte[] field) {
    byte[] start = HexFormat.of().parseHex(prefix);
    byte[] all = new byte[start.length + field.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(field, 0, all, start.length, field.length);
    return new X509EncodedKeySpec(all);
  }

  private static PublicKey decode(String kind, KeySpec spec) throws GeneralSecurityException {
    if (CORRETTO != null) {
      try {
        return KeyFactory.getInstance(kind, CORRETTO).generatePublic(spec);
      } catch (GeneralSecurityException e) {
        // Corretto lacks Ed448 and small RSA keys: the JDK says whether the key is right
      }
    }
    return KeyFactory.getInstance(kind).generatePublic(spec);
  }

  /**
   * A verifier for {@code key}, ready to be used again and again by one thread.
   *
   * @throws GeneralSecurityException if no provider can verify with the key
   */
  static Signature verifier(int algorithm, PublicKey key) throws GeneralSecurityException {
    String name =
        switch (algorithm) {
          case 5, 7 -> "SHA1withRSA";
          case 8 -> "SHA256withRSA";
          case 10 -> "SHA512withRSA";
          case 13 -> "SHA256withECDSAinP1363Format";
          case 14 -> "SHA384withECDSAinP1363Format";
          case 15 -> "Ed25519";
          case 16 -> "Ed448";
          default ->
              throw new GeneralSecurityException("algorithm " + algorithm + " is not known here");
        };
    if (CORRETTO != null) {
      try {
        Signature fast = Signature.getInstance(name, CORRETTO);
        fast.initVerify(key);
        return fast;
      } catch (GeneralSecurityException | RuntimeException e) {
        // Corretto refuses what it does not have: the JDK's provider takes it
      }
    }
    Signature jdk = Signature.getInstance(name);
    jdk.initVerify(key);
    return jdk;
  }
}
