package org.countersign.validate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import org.countersign.dns.Dnskey;

/** An Ed25519 key made of a number: same number, same key, same signatures. */
record TestKey(Dnskey dnskey, PrivateKey secret) {

  static TestKey of(int number, int flags) {
    try {
      KeyPairGenerator maker = KeyPairGenerator.getInstance("Ed25519");
      maker.initialize(255, new Fixed(number));
      KeyPair pair = maker.generateKeyPair();
      byte[] spki = pair.getPublic().getEncoded();
      byte[] octets = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
      return new TestKey(new Dnskey(flags, 3, 15, octets), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final int number;

    Fixed(int number) {
      this.number = number;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (number * 31 + i);
      }
    }
  }
}
