package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PUBLIC_EXPONENT;

import java.io.IOException;
import java.math.BigInteger;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.VaultException;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/** A token's public key object as the DNSKEY's public key field. */
final class PublicObject {
  private PublicObject() {}

  /**
   * @throws VaultException if the object is no public key for the scheme
   */
  static byte[] read(Session session, long handle, TokenScheme scheme) throws PKCS11Exception {
    try {
      byte[] field = scheme.isRsa() ? rsa(session, handle, scheme) : point(session, handle, scheme);
      DnskeyCodec.decode(scheme.algorithm(), field);
      return field;
    } catch (IllegalArgumentException | InvalidKeySpecException e) {
      throw new VaultException(
          "a token holds a public object that is no key for "
              + scheme.algorithm()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static byte[] rsa(Session session, long handle, TokenScheme scheme)
      throws PKCS11Exception, InvalidKeySpecException {
    AttributeVector found = session.getAttrValues(handle, CKA_MODULUS, CKA_PUBLIC_EXPONENT);
    BigInteger modulus = found.modulus();
    BigInteger exponent = found.publicExponent();
    if (modulus == null || exponent == null) {
      throw new IllegalArgumentException("it shows no modulus or no exponent");
    }
    return DnskeyCodec.encode(
        scheme.algorithm(),
        KeyPairs.factory(scheme.algorithm())
            .generatePublic(new RSAPublicKeySpec(modulus, exponent)));
  }

  private static byte[] point(Session session, long handle, TokenScheme scheme)
      throws PKCS11Exception {
    AttributeVector found = session.getAttrValues(handle, CKA_EC_PARAMS, CKA_EC_POINT);
    byte[] point = found.ecPoint();
    if (point == null || !Arrays.equals(found.ecParams(), scheme.curve())) {
      throw new IllegalArgumentException("it is on another curve, or shows no point");
    }
    return field(point, scheme.fieldLength());
  }

  /**
   * The key's own octets out of CKA_EC_POINT, which tokens give as they are, in an OCTET STRING
   * (the standard for Weierstrass curves) or in a BIT STRING (once the standard for Edwards
   * curves), and with or without the octet for "uncompressed".
   */
  static byte[] field(byte[] point, int length) {
    byte[] bare = point;
    if (point.length > length + 1) {
      try {
        ASN1Primitive wrapped = ASN1Primitive.fromByteArray(point);
        if (wrapped instanceof ASN1OctetString octets) {
          bare = octets.getOctets();
        } else if (wrapped instanceof ASN1BitString bits) {
          bare = bits.getOctets();
        }
      } catch (IOException e) {
        throw new IllegalArgumentException("its point is not readable", e);
      }
    }
    boolean marked = bare.length == length + 1 && bare[0] == 4;
    return marked ? Arrays.copyOfRange(bare, 1, bare.length) : bare;
  }
}
