package org.countersign.keystore;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyPairs;

/** The public half of a private key, computed, in DNSKEY encoding. */
public final class PublicHalf {
  private PublicHalf() {}

  /**
   * @throws IllegalArgumentException if the key is not a private key for {@code algorithm}
   */
  public static byte[] of(DnssecAlgorithm algorithm, PrivateKey key) {
    if (key instanceof RSAPrivateCrtKey rsa && algorithm.isRsa()) {
      return rsa(algorithm, rsa);
    }
    if (key instanceof ECPrivateKey ec) {
      switch (algorithm) {
        case ECDSAP256SHA256:
          return point(ec, "P-256", 32);
        case ECDSAP384SHA384:
          return point(ec, "P-384", 48);
        default:
      }
    }
    if (key instanceof EdECPrivateKey ed && ed.getBytes().isPresent()) {
      byte[] seed = ed.getBytes().get();
      if (algorithm == DnssecAlgorithm.ED25519 && seed.length == 32) {
        return new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
      }
      if (algorithm == DnssecAlgorithm.ED448 && seed.length == 57) {
        return new Ed448PrivateKeyParameters(seed).generatePublicKey().getEncoded();
      }
    }
    throw new IllegalArgumentException(
        "a private " + key.getAlgorithm() + " key is not one for " + algorithm);
  }

  private static byte[] rsa(DnssecAlgorithm algorithm, RSAPrivateCrtKey key) {
    if (!key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())) {
      throw new IllegalArgumentException("an RSA key whose primes are not those of its modulus");
    }
    try {
      var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return DnskeyCodec.encode(algorithm, KeyPairs.factory(algorithm).generatePublic(spec));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException("an RSA key that cannot be used: " + e.getMessage(), e);
    }
  }

  private static byte[] point(ECPrivateKey key, String curve, int octets) {
    X9ECParameters parameters = CustomNamedCurves.getByName(curve);
    BigInteger s = key.getS();
    if (!key.getParams().getOrder().equals(parameters.getN())) {
      throw new IllegalArgumentException("a private key on another curve than " + curve);
    }
    if (s.signum() <= 0 || s.compareTo(parameters.getN()) >= 0) {
      throw new IllegalArgumentException("a private key out of range for " + curve);
    }
    byte[] encoded =
        new FixedPointCombMultiplier().multiply(parameters.getG(), s).getEncoded(false);
    return Arrays.copyOfRange(encoded, 1, 1 + 2 * octets); // after the octet for "uncompressed"
  }
}
