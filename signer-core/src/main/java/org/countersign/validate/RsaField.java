package org.countersign.validate;

import java.math.BigInteger;
import java.util.Arrays;

/** The public key field of an RSA key, taken apart (RFC 3110 section 2). */
public record RsaField(BigInteger exponent, BigInteger modulus) {
  /**
   * @throws IllegalArgumentException if the field is cut or empty
   */
  public static RsaField of(byte[] field) {
    int length = field.length > 0 ? field[0] & 0xff : 0;
    int at = 1;
    if (length == 0 && field.length > 2) {
      length = (field[1] & 0xff) << 8 | field[2] & 0xff;
      at = 3;
    }
    if (length == 0 || at + length >= field.length) {
      throw new IllegalArgumentException("its RSA public key field is cut");
    }
    return new RsaField(
        new BigInteger(1, Arrays.copyOfRange(field, at, at + length)),
        new BigInteger(1, Arrays.copyOfRange(field, at + length, field.length)));
  }

  public int bits() {
    return modulus.bitLength();
  }
}
