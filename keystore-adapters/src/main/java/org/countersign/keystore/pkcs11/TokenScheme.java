package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC_EDWARDS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_EDWARDS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EDDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.VaultException;

/**
 * How a DNSSEC algorithm is called in PKCS#11: key type, mechanisms, curve, and what the token is
 * given to sign. Hashing is done here, so that 20 to 83 octets cross over to the token and not the
 * whole RRset; EdDSA takes the data twice and is given all of it (RFC 8032).
 */
enum TokenScheme {
  RSASHA256(
      DnssecAlgorithm.RSASHA256,
      CKK_RSA,
      CKM_RSA_PKCS_KEY_PAIR_GEN,
      CKM_RSA_PKCS,
      "",
      "SHA-256",
      "3031300d060960864801650304020105000420"),
  RSASHA512(
      DnssecAlgorithm.RSASHA512,
      CKK_RSA,
      CKM_RSA_PKCS_KEY_PAIR_GEN,
      CKM_RSA_PKCS,
      "",
      "SHA-512",
      "3051300d060960864801650304020305000440"),
  ECDSAP256SHA256(
      DnssecAlgorithm.ECDSAP256SHA256,
      CKK_EC,
      CKM_EC_KEY_PAIR_GEN,
      CKM_ECDSA,
      "06082a8648ce3d030107",
      "SHA-256",
      ""),
  ECDSAP384SHA384(
      DnssecAlgorithm.ECDSAP384SHA384,
      CKK_EC,
      CKM_EC_KEY_PAIR_GEN,
      CKM_ECDSA,
      "06052b81040022",
      "SHA-384",
      ""),
  ED25519(
      DnssecAlgorithm.ED25519,
      CKK_EC_EDWARDS,
      CKM_EC_EDWARDS_KEY_PAIR_GEN,
      CKM_EDDSA,
      "06032b6570",
      "",
      ""),
  ED448(
      DnssecAlgorithm.ED448,
      CKK_EC_EDWARDS,
      CKM_EC_EDWARDS_KEY_PAIR_GEN,
      CKM_EDDSA,
      "06032b6571",
      "",
      "");

  private final DnssecAlgorithm algorithm;
  private final long keyType;
  private final long generation;
  private final long signing;
  private final byte[] curve;
  private final String digest;
  private final byte[] digestInfo;

  /**
   * @param digestInfo what stands before the hash in PKCS#1 v1.5 (RFC 8017 section 9.2, note 1)
   */
  TokenScheme(
      DnssecAlgorithm algorithm,
      long keyType,
      long generation,
      long signing,
      String curve,
      String digest,
      String digestInfo) {
    this.algorithm = algorithm;
    this.keyType = keyType;
    this.generation = generation;
    this.signing = signing;
    this.curve = HexFormat.of().parseHex(curve);
    this.digest = digest;
    this.digestInfo = HexFormat.of().parseHex(digestInfo);
  }

  /**
   * @throws VaultException if the algorithm is not signed with
   */
  static TokenScheme of(DnssecAlgorithm algorithm) {
    for (TokenScheme scheme : values()) {
      if (scheme.algorithm == algorithm) {
        return scheme;
      }
    }
    throw new VaultException(
        algorithm + " is verified only, never signed with (RFC 9905): use a key of another one");
  }

  DnssecAlgorithm algorithm() {
    return algorithm;
  }

  long keyType() {
    return keyType;
  }

  long generation() {
    return generation;
  }

  long signing() {
    return signing;
  }

  boolean isRsa() {
    return keyType == CKK_RSA;
  }

  /** CKA_EC_PARAMS: the curve's object identifier; empty for RSA. */
  byte[] curve() {
    return curve.clone();
  }

  /** Octets of the public key field: two coordinates, or one encoded Edwards point; 0 for RSA. */
  int fieldLength() {
    return switch (this) {
      case ECDSAP256SHA256 -> 64;
      case ECDSAP384SHA384 -> 96;
      case ED25519 -> 32;
      case ED448 -> 57;
      default -> 0;
    };
  }

  /** CKA_EC_POINT before it is wrapped: coordinates after the octet for "uncompressed". */
  byte[] point(byte[] field) {
    if (keyType == CKK_EC_EDWARDS) {
      return field;
    }
    byte[] point = new byte[1 + field.length];
    point[0] = 4;
    System.arraycopy(field, 0, point, 1, field.length);
    return point;
  }

  /** What the token signs for {@code data[from..to)}. */
  byte[] input(byte[] data, int from, int to) {
    if (digest.isEmpty()) {
      return Arrays.copyOfRange(data, from, to);
    }
    try {
      MessageDigest hashing = MessageDigest.getInstance(digest);
      hashing.update(data, from, to - from);
      byte[] hash = hashing.digest();
      byte[] input = Arrays.copyOf(digestInfo, digestInfo.length + hash.length);
      System.arraycopy(hash, 0, input, digestInfo.length, hash.length);
      return input;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + digest, e);
    }
  }
}
