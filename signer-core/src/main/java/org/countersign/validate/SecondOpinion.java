package org.countersign.validate;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.countersign.dns.Dnskey;

/** Verification of one signature by BouncyCastle: other code than the fast provider's. */
final class SecondOpinion {
  private SecondOpinion() {}

  /**
   * Whether {@code signature} over {@code data[from..to)} is {@code key}'s.
   *
   * @throws RuntimeException if the key is malformed
   */
  static boolean verifies(Dnskey key, byte[] data, int from, int to, byte[] signature) {
    byte[] field = key.publicKey();
    return switch (key.algorithm()) {
      case 5, 7 -> rsa(field, new SHA1Digest(), data, from, to, signature);
      case 8 -> rsa(field, new SHA256Digest(), data, from, to, signature);
      case 10 -> rsa(field, new SHA512Digest(), data, from, to, signature);
      case 13 -> ecdsa("P-256", field, new SHA256Digest(), data, from, to, signature);
      case 14 -> ecdsa("P-384", field, new SHA384Digest(), data, from, to, signature);
      case 15 -> {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(field, 0));
        yield verify(signer, data, from, to, signature);
      }
      case 16 -> {
        Ed448Signer signer = new Ed448Signer(new byte[0]);
        signer.init(false, new Ed448PublicKeyParameters(field, 0));
        yield verify(signer, data, from, to, signature);
      }
      default -> false;
    };
  }

  private static boolean verify(Signer signer, byte[] data, int from, int to, byte[] signature) {
    signer.update(data, from, to - from);
    return signer.verifySignature(signature);
  }

  private static boolean rsa(
      byte[] field, Digest digest, byte[] data, int from, int to, byte[] signature) {
    RsaField rsa = RsaField.of(field);
    RSADigestSigner signer = new RSADigestSigner(digest);
    signer.init(false, new RSAKeyParameters(false, rsa.modulus(), rsa.exponent()));
    return verify(signer, data, from, to, signature);
  }

  private static boolean ecdsa(
      String curve, byte[] field, Digest digest, byte[] data, int from, int to, byte[] signature) {
    if (signature.length != field.length) {
      return false; // RFC 6605 section 4: r and s, each as long as a coordinate
    }
    X9ECParameters x9 = CustomNamedCurves.getByName(curve);
    ECDomainParameters domain =
        new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
    byte[] point = new byte[field.length + 1];
    point[0] = 4;
    System.arraycopy(field, 0, point, 1, field.length);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain));
    digest.update(data, from, to - from);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    int half = signature.length / 2;
    return signer.verifySignature(
        hash,
        new BigInteger(1, Arrays.copyOf(signature, half)),
        new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
  }
}
