package org.countersign.keys;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.DnssecAlgorithm;

/**
 * The public key field of a DNSKEY: RFC 3110 section 2 for RSA, RFC 6605 section 4 for ECDSA
 * (x||y), RFC 8080 section 3 for EdDSA.
 */
public final class DnskeyCodec {
  // SubjectPublicKeyInfo (RFC 5480, RFC 8410) up to the key's own octets: all else is constant.
  private static final byte[] P256 =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
  private static final byte[] P384 =
      HexFormat.of().parseHex("3076301006072a8648ce3d020106052b8104002203620004");
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ED448 = HexFormat.of().parseHex("3043300506032b6571033a00");

  private DnskeyCodec() {}

  /**
   * Encodes a key.
   *
   * @throws IllegalArgumentException if the key is not one for {@code algorithm}
   */
  public static byte[] encode(DnssecAlgorithm algorithm, PublicKey key) {
    return switch (algorithm) {
      case ECDSAP256SHA256 -> point(algorithm, key, 32);
      case ECDSAP384SHA384 -> point(algorithm, key, 48);
      case ED25519 -> tail(algorithm, key, ED25519, 32);
      case ED448 -> tail(algorithm, key, ED448, 57);
      default -> RsaKeyField.encode(expect(RSAPublicKey.class, algorithm, key));
    };
  }

  /**
   * Decodes the field into a key that every provider takes.
   *
   * @throws IllegalArgumentException if it is not a public key for {@code algorithm}: wrong length,
   *     a point off the curve, an RSA exponent of zero
   */
  public static PublicKey decode(DnssecAlgorithm algorithm, byte[] field) {
    return switch (algorithm) {
      case ECDSAP256SHA256 ->
          OnCurve.check(algorithm, (ECPublicKey) spki(algorithm, P256, field, 64));
      case ECDSAP384SHA384 ->
          OnCurve.check(algorithm, (ECPublicKey) spki(algorithm, P384, field, 96));
      case ED25519 -> spki(algorithm, ED25519, field, 32);
      case ED448 -> spki(algorithm, ED448, field, 57);
      default -> RsaKeyField.decode(field);
    };
  }

  private static PublicKey spki(
      DnssecAlgorithm algorithm, byte[] prefix, byte[] field, int length) {
    if (field.length != length) {
      throw new IllegalArgumentException(
          "a public key of " + field.length + " octets; " + algorithm + " has " + length);
    }
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + length);
    System.arraycopy(field, 0, encoded, prefix.length, length);
    return KeyPairs.publicKey(algorithm, new X509EncodedKeySpec(encoded));
  }

  private static byte[] point(DnssecAlgorithm algorithm, PublicKey key, int octets) {
    ECPublicKey ec = expect(ECPublicKey.class, algorithm, key);
    if (ec.getParams().getOrder().bitLength() != octets * 8) {
      throw new IllegalArgumentException("a key on another curve than that of " + algorithm);
    }
    byte[] field = new byte[2 * octets];
    fixed(ec.getW().getAffineX(), field, 0, octets);
    fixed(ec.getW().getAffineY(), field, octets, octets);
    return field;
  }

  /** Writes a non-negative number, big-endian, into exactly {@code octets} octets. */
  private static void fixed(BigInteger value, byte[] target, int at, int octets) {
    byte[] bytes = value.toByteArray(); // may carry one zero octet for the sign
    int skip = Math.max(0, bytes.length - octets);
    int pad = octets - (bytes.length - skip);
    System.arraycopy(bytes, skip, target, at + pad, bytes.length - skip);
  }

  private static byte[] tail(DnssecAlgorithm algorithm, PublicKey key, byte[] prefix, int length) {
    byte[] encoded = key.getEncoded();
    if (encoded == null
        || encoded.length != prefix.length + length
        || !Arrays.equals(encoded, 0, prefix.length, prefix, 0, prefix.length)) {
      throw new IllegalArgumentException("a " + key.getAlgorithm() + " key is not " + algorithm);
    }
    return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
  }

  private static <K extends PublicKey> K expect(Class<K> kind, DnssecAlgorithm alg, PublicKey key) {
    if (!kind.isInstance(key)) {
      throw new IllegalArgumentException("a " + key.getAlgorithm() + " key is not " + alg);
    }
    return kind.cast(key);
  }
}
