package org.countersign.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureVerifierTest {
  private static final byte[] DATA = "what an RRSIG covers".getBytes();

  @ParameterizedTest
  @EnumSource
  void eachProviderVerifiesWhatTheOtherSigned(DnssecAlgorithm algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    Dnskey dnskey = dnskey(algorithm, pair);
    for (Crypto signs : new Crypto[] {Crypto.fastest(), Crypto.bouncyCastle()}) {
      byte[] signature = sign(signs, algorithm, pair.getPrivate());
      for (Crypto verifies : new Crypto[] {Crypto.fastest(), Crypto.bouncyCastle()}) {
        SignatureVerifier verifier = SignatureVerifier.of(dnskey, verifies);
        assertThat(verifier.verifies(DATA, 0, DATA.length, signature)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noAlteredSignatureVerifiesAndTheVerifierWorksOn(DnssecAlgorithm algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    byte[] good = sign(Crypto.fastest(), algorithm, pair.getPrivate());
    for (Crypto crypto : new Crypto[] {Crypto.fastest(), Crypto.bouncyCastle()}) {
      SignatureVerifier verifier = SignatureVerifier.of(dnskey(algorithm, pair), crypto);
      for (int at = 0; at < good.length; at += 5) {
        byte[] bad = good.clone();
        bad[at] ^= 0x10;
        assertThat(verifier.verifies(DATA, 0, DATA.length, bad)).isFalse();
      }
      for (int length : new int[] {0, 1, good.length - 1, good.length + 1}) {
        byte[] bad = Arrays.copyOf(good, length);
        assertThat(verifier.verifies(DATA, 0, DATA.length, bad)).isFalse();
      }
      assertThat(verifier.verifies(DATA, 0, DATA.length, new byte[good.length])).isFalse();
      assertThat(verifier.verifies(DATA, 1, DATA.length, good)).isFalse();
      assertThat(verifier.verifies(DATA, 0, DATA.length, good)).isTrue();
    }
  }

  @Test
  void anRsaExponentOfMoreThan255OctetsVerifies() throws Exception {
    RSAPrivateCrtKey small =
        (RSAPrivateCrtKey)
            KeyPairs.generate(new KeySpec(DnssecAlgorithm.RSASHA256, 2048)).getPrivate();
    BigInteger phi =
        small
            .getPrimeP()
            .subtract(BigInteger.ONE)
            .multiply(small.getPrimeQ().subtract(BigInteger.ONE));
    BigInteger exponent = new BigInteger(2046, new SecureRandom()).setBit(2045).setBit(0);
    while (!exponent.gcd(phi).equals(BigInteger.ONE)) {
      exponent = exponent.add(BigInteger.TWO);
    }
    var provider = new BouncyCastleProvider();
    PrivateKey key =
        KeyFactory.getInstance("RSA", provider)
            .generatePrivate(new RSAPrivateKeySpec(small.getModulus(), exponent.modInverse(phi)));
    Signature signature = Signature.getInstance("SHA256withRSA", provider);
    signature.initSign(key);
    signature.update(DATA);
    SignatureVerifier verifier =
        SignatureVerifier.of(
            Dnskey.zoneKey(DnssecAlgorithm.RSASHA256, false, field(small.getModulus(), exponent)));
    assertThat(verifier.verifies(DATA, 0, DATA.length, signature.sign())).isTrue();
  }

  @Test
  void anUnknownAlgorithmIsRefused() {
    assertThatThrownBy(() -> SignatureVerifier.of(new Dnskey(256, 3, 12, new byte[64])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("algorithm 12");
  }

  private static byte[] field(BigInteger modulus, BigInteger exponent) {
    byte[] e = exponent.toByteArray();
    byte[] n = modulus.toByteArray();
    byte[] field = new byte[3 + e.length + n.length - 1];
    field[1] = (byte) (e.length >> 8);
    field[2] = (byte) e.length;
    System.arraycopy(e, 0, field, 3, e.length);
    System.arraycopy(n, 1, field, 3 + e.length, n.length - 1);
    return field;
  }

  private static KeyPair pair(DnssecAlgorithm algorithm) {
    DnssecAlgorithm made = algorithm.maySign() ? algorithm : DnssecAlgorithm.RSASHA256;
    return KeyPairs.generate(new KeySpec(made, 1024));
  }

  private static Dnskey dnskey(DnssecAlgorithm algorithm, KeyPair pair) {
    return Dnskey.zoneKey(algorithm, false, DnskeyCodec.encode(algorithm, pair.getPublic()));
  }

  private static byte[] sign(Crypto crypto, DnssecAlgorithm algorithm, PrivateKey key)
      throws Exception {
    Signature signature = crypto.signature(algorithm);
    signature.initSign(key);
    signature.update(DATA);
    return signature.sign();
  }
}
