package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeySpec;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * The templates of a key's two objects: to sign and for nothing else, sensitive, never taken out.
 */
final class KeyObjects {
  private KeyObjects() {}

  /** Has the token make a key. */
  static void generate(Session session, KeySpec spec, KeyReference reference, String label)
      throws PKCS11Exception {
    TokenScheme scheme = reference.scheme();
    AttributeVector open = open(reference, label);
    if (scheme.isRsa()) {
      open.modulusBits(spec.rsaBits()).publicExponent(RSAKeyGenParameterSpec.F4);
    } else {
      open.ecParams(scheme.curve());
    }
    session.generateKeyPair(
        new Mechanism(scheme.generation()), new KeyPairTemplate(secret(reference, label), open));
  }

  /** Puts a key made elsewhere into the token, the public object last. */
  static void create(
      Session session, PrivateKey key, byte[] publicKey, KeyReference reference, String label)
      throws PKCS11Exception {
    TokenScheme scheme = reference.scheme();
    AttributeVector secret = secret(reference, label);
    AttributeVector open = open(reference, label);
    if (scheme.isRsa()) {
      rsa(secret, (RSAPrivateCrtKey) key);
      var shown = (RSAPublicKey) DnskeyCodec.decode(scheme.algorithm(), publicKey);
      open.modulus(shown.getModulus()).publicExponent(shown.getPublicExponent());
    } else {
      secret.ecParams(scheme.curve()).value(scalar(key, scheme));
      open.ecParams(scheme.curve()).ecPoint(scheme.point(publicKey));
    }
    session.createObject(secret);
    session.createObject(open);
  }

  /** Destroys whatever stands under a reference, private objects first. */
  static void sweep(Session session, KeyReference reference) throws PKCS11Exception {
    for (long kind : new long[] {CKO_PRIVATE_KEY, CKO_PUBLIC_KEY}) {
      for (long handle : TokenKey.objects(session, kind, reference, Integer.MAX_VALUE)) {
        session.destroyObject(handle);
      }
    }
  }

  private static AttributeVector secret(KeyReference reference, String label) {
    AttributeVector secret =
        named(CKO_PRIVATE_KEY, reference, label)
            .private_(true)
            .sensitive(true)
            .extractable(false)
            .sign(true);
    return reference.scheme().isRsa() ? secret.decrypt(false).unwrap(false) : secret.derive(false);
  }

  private static AttributeVector open(KeyReference reference, String label) {
    return named(CKO_PUBLIC_KEY, reference, label).private_(false).verify(true);
  }

  private static AttributeVector named(long kind, KeyReference reference, String label) {
    return new AttributeVector()
        .class_(kind)
        .keyType(reference.scheme().keyType())
        .token(true)
        .id(reference.id())
        .label(label);
  }

  private static void rsa(AttributeVector secret, RSAPrivateCrtKey key) {
    secret
        .modulus(key.getModulus())
        .publicExponent(key.getPublicExponent())
        .privateExponent(key.getPrivateExponent())
        .prime1(key.getPrimeP())
        .prime2(key.getPrimeQ())
        .exponent1(key.getPrimeExponentP())
        .exponent2(key.getPrimeExponentQ())
        .coefficient(key.getCrtCoefficient());
  }

  /** CKA_VALUE: the scalar in as many octets as the curve's order has, or the Edwards seed. */
  private static byte[] scalar(PrivateKey key, TokenScheme scheme) {
    if (key instanceof EdECPrivateKey edwards) {
      return edwards.getBytes().orElseThrow();
    }
    BigInteger value = ((ECPrivateKey) key).getS();
    byte[] octets = value.toByteArray();
    byte[] fixed = new byte[scheme.fieldLength() / 2];
    int length = Math.min(fixed.length, octets.length);
    System.arraycopy(octets, octets.length - length, fixed, fixed.length - length, length);
    Arrays.fill(octets, (byte) 0);
    return fixed;
  }
}
