package org.countersign.keystore;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPairs;

/** The fields of a private key in BIND's files, in base64: eight for RSA, one for the others. */
final class BindKeyFields {
  private static final String PRIVATE_KEY = "PrivateKey";

  private BindKeyFields() {}

  static PrivateKey decode(DnssecAlgorithm algorithm, Map<String, String> fields) {
    try {
      return KeyPairs.factory(algorithm).generatePrivate(spec(algorithm, fields));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the fields are not a key for " + algorithm, e);
    }
  }

  private static KeySpec spec(DnssecAlgorithm algorithm, Map<String, String> fields)
      throws GeneralSecurityException {
    return switch (algorithm) {
      case ECDSAP256SHA256 -> ec("secp256r1", fields);
      case ECDSAP384SHA384 -> ec("secp384r1", fields);
      case ED25519 ->
          new EdECPrivateKeySpec(NamedParameterSpec.ED25519, octets(fields, PRIVATE_KEY));
      case ED448 -> new EdECPrivateKeySpec(NamedParameterSpec.ED448, octets(fields, PRIVATE_KEY));
      default ->
          new RSAPrivateCrtKeySpec(
              number(fields, "Modulus"),
              number(fields, "PublicExponent"),
              number(fields, "PrivateExponent"),
              number(fields, "Prime1"),
              number(fields, "Prime2"),
              number(fields, "Exponent1"),
              number(fields, "Exponent2"),
              number(fields, "Coefficient"));
    };
  }

  private static KeySpec ec(String curve, Map<String, String> fields)
      throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return new ECPrivateKeySpec(
        number(fields, PRIVATE_KEY), parameters.getParameterSpec(ECParameterSpec.class));
  }

  static Map<String, String> encode(PrivateKey key) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (key instanceof RSAPrivateCrtKey rsa) {
      fields.put("Modulus", text(rsa.getModulus(), 0));
      fields.put("PublicExponent", text(rsa.getPublicExponent(), 0));
      fields.put("PrivateExponent", text(rsa.getPrivateExponent(), 0));
      fields.put("Prime1", text(rsa.getPrimeP(), 0));
      fields.put("Prime2", text(rsa.getPrimeQ(), 0));
      fields.put("Exponent1", text(rsa.getPrimeExponentP(), 0));
      fields.put("Exponent2", text(rsa.getPrimeExponentQ(), 0));
      fields.put("Coefficient", text(rsa.getCrtCoefficient(), 0));
    } else if (key instanceof ECPrivateKey ec) {
      // RFC 6605 section 6: as many octets as the curve's order has, zeros in front
      int octets = ec.getParams().getOrder().bitLength() / 8;
      fields.put(PRIVATE_KEY, text(ec.getS(), octets));
    } else if (key instanceof EdECPrivateKey ed && ed.getBytes().isPresent()) {
      fields.put(PRIVATE_KEY, Base64.getEncoder().encodeToString(ed.getBytes().get()));
    } else {
      throw new IllegalArgumentException("BIND has no fields for a " + key.getAlgorithm() + " key");
    }
    return fields;
  }

  private static String text(BigInteger value, int octets) {
    byte[] bytes = value.toByteArray();
    int skip = bytes.length > 1 && bytes[0] == 0 ? 1 : 0; // the sign's octet
    int length = bytes.length - skip;
    byte[] padded = new byte[Math.max(octets, length)];
    System.arraycopy(bytes, skip, padded, padded.length - length, length);
    return Base64.getEncoder().encodeToString(padded);
  }

  private static BigInteger number(Map<String, String> fields, String name) {
    return new BigInteger(1, octets(fields, name));
  }

  private static byte[] octets(Map<String, String> fields, String name) {
    try {
      return Base64.getDecoder().decode(BindText.need(fields, name).replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is missing or not base64", e);
    }
  }
}
