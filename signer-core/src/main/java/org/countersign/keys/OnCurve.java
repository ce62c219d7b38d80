package org.countersign.keys;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import org.countersign.dns.DnssecAlgorithm;

/** The test that a public point is on its curve, y^2 = x^3 + ax + b mod p (SEC 1, 3.2.2.1). */
final class OnCurve {
  private OnCurve() {}

  static ECPublicKey check(DnssecAlgorithm algorithm, ECPublicKey key) {
    EllipticCurve curve = key.getParams().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
      throw new IllegalArgumentException(
          "a public key that is not a point on the curve of " + algorithm);
    }
    return key;
  }
}
