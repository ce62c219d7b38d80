package org.countersign.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The RSA public key field (RFC 3110 section 2): exponent length in one octet, or in a zero octet
 * and two more, the exponent, the modulus.
 */
final class RsaKeyField {
  private RsaKeyField() {}

  static byte[] encode(RSAPublicKey key) {
    byte[] exponent = unsigned(key.getPublicExponent());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (exponent.length > 255) {
      out.write(0);
      out.write(exponent.length >> 8);
    }
    out.write(exponent.length);
    out.writeBytes(exponent);
    out.writeBytes(unsigned(key.getModulus()));
    return out.toByteArray();
  }

  static PublicKey decode(byte[] field) {
    int at = 1;
    int length = field.length == 0 ? 0 : field[0] & 0xff;
    if (length == 0 && field.length >= 3) {
      length = (field[1] & 0xff) << 8 | field[2] & 0xff;
      at = 3;
    }
    if (length == 0 || at + length >= field.length) {
      throw new IllegalArgumentException(
          "an RSA public key of " + field.length + " octets with an exponent of " + length);
    }
    BigInteger exponent = new BigInteger(1, field, at, length);
    BigInteger modulus = new BigInteger(1, field, at + length, field.length - at - length);
    if (exponent.signum() == 0 || modulus.signum() == 0) {
      throw new IllegalArgumentException("an RSA public key whose exponent or modulus is zero");
    }
    return new Plain(modulus, exponent);
  }

  private static byte[] unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /**
   * An RSA public key as it was published. Key factories refuse large exponents and small moduli
   * that zones have had; what to think of such a key is for the verifier to say.
   */
  private record Plain(BigInteger getModulus, BigInteger getPublicExponent)
      implements RSAPublicKey {
    private static final long serialVersionUID = 1;

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return "X.509";
    }

    @Override
    public byte[] getEncoded() {
      try {
        var rsa = new org.bouncycastle.asn1.pkcs.RSAPublicKey(getModulus, getPublicExponent);
        var id = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new SubjectPublicKeyInfo(id, rsa).getEncoded();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
