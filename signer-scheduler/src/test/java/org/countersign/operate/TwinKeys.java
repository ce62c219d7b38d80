package org.countersign.operate;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.BindExport;
import org.countersign.keystore.BindKeyText;
import org.countersign.keystore.BindTiming;
import org.countersign.keystore.MemoryVault;

/** Fresh keys with one key tag, and the BIND files of a signer that had them. */
final class TwinKeys implements AutoCloseable {
  private static final Name ZONE = Name.parse("example.");
  private static final int EXPONENT_BOUND = 1 << 24; // three octets, as 65537 has

  private final MemoryVault vault = new MemoryVault("fixture");

  /** A key of the fixture, as it is published. */
  record Made(VaultKey held, Dnskey dnskey, PrivateKey privateHalf) {
    /** Never the private half. */
    @Override
    public String toString() {
      return dnskey.toString();
    }
  }

  Made key(DnssecAlgorithm algorithm, int flags) {
    return hold(candidate(algorithm, flags));
  }

  /**
   * Two keys of given kinds with one tag: by trying pairs, some 300 of each (a birthday in 65,536);
   * RSA by one fresh modulus and varied public exponents, to meet the tag of the other.
   */
  List<Made> pair(DnssecAlgorithm first, int firstFlags, DnssecAlgorithm second, int secondFlags) {
    if (first.isRsa()) {
      Candidate other = candidate(second, secondFlags);
      return List.of(hold(rsa(first, firstFlags, other.dnskey().tag())), hold(other));
    }
    Map<KeyTag, Candidate> firsts = new HashMap<>();
    Map<KeyTag, Candidate> seconds = new HashMap<>();
    while (true) {
      Candidate one = candidate(first, firstFlags);
      Candidate two = candidate(second, secondFlags);
      firsts.put(one.dnskey().tag(), one);
      seconds.put(two.dnskey().tag(), two);
      if (seconds.containsKey(one.dnskey().tag())) {
        return List.of(hold(one), hold(seconds.get(one.dnskey().tag())));
      }
      if (firsts.containsKey(two.dnskey().tag())) {
        return List.of(hold(firsts.get(two.dnskey().tag())), hold(two));
      }
    }
  }

  /** Writes keys as BIND would have them; twins of one algorithm need two directories. */
  Path write(Path directory, Map<Made, BindTiming> keys) throws Exception {
    Files.createDirectories(directory);
    List<BindExport.Item> items = new ArrayList<>();
    keys.forEach(
        (key, timing) ->
            items.add(
                new BindExport.Item(
                    vault,
                    key.held().handle(),
                    key.held().fingerprint(),
                    new BindKeyText(
                        ZONE, key.dnskey(), Optional.empty(), timing, Optional.empty()))));
    new BindExport(directory, Clock.systemUTC()).write(items);
    return directory;
  }

  private record Candidate(DnssecAlgorithm algorithm, PrivateKey key, Dnskey dnskey) {}

  private static Candidate candidate(DnssecAlgorithm algorithm, int flags) {
    KeyPair pair = KeyPairs.generate(new KeySpec(algorithm, 2048));
    byte[] field = DnskeyCodec.encode(algorithm, pair.getPublic());
    Dnskey dnskey = new Dnskey(flags, 3, algorithm.number(), field);
    return new Candidate(algorithm, pair.getPrivate(), dnskey);
  }

  private static Candidate rsa(DnssecAlgorithm algorithm, int flags, KeyTag wanted) {
    while (true) {
      RSAPrivateCrtKey fresh =
          (RSAPrivateCrtKey) KeyPairs.generate(new KeySpec(algorithm, 2048)).getPrivate();
      byte[] field = DnskeyCodec.encode(algorithm, publicKey(fresh)); // 3, exponent, modulus
      for (int e = 65537; e < EXPONENT_BOUND; e += 2) {
        field[1] = (byte) (e >> 16);
        field[2] = (byte) (e >> 8);
        field[3] = (byte) e;
        Dnskey dnskey = new Dnskey(flags, 3, algorithm.number(), field);
        if (dnskey.tag().equals(wanted)) {
          Optional<PrivateKey> key = withExponent(algorithm, fresh, BigInteger.valueOf(e));
          if (key.isPresent()) {
            return new Candidate(algorithm, key.get(), dnskey);
          }
        }
      }
    }
  }

  private static java.security.PublicKey publicKey(RSAPrivateCrtKey key) {
    try {
      return KeyPairs.factory(DnssecAlgorithm.RSASHA256)
          .generatePublic(
              new java.security.spec.RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<PrivateKey> withExponent(
      DnssecAlgorithm algorithm, RSAPrivateCrtKey key, BigInteger e) {
    BigInteger p1 = key.getPrimeP().subtract(BigInteger.ONE);
    BigInteger q1 = key.getPrimeQ().subtract(BigInteger.ONE);
    BigInteger phi = p1.multiply(q1);
    if (!e.gcd(phi).equals(BigInteger.ONE)) {
      return Optional.empty();
    }
    BigInteger d = e.modInverse(phi);
    try {
      return Optional.of(
          KeyPairs.factory(algorithm)
              .generatePrivate(
                  new RSAPrivateCrtKeySpec(
                      key.getModulus(),
                      e,
                      d,
                      key.getPrimeP(),
                      key.getPrimeQ(),
                      d.mod(p1),
                      d.mod(q1),
                      key.getCrtCoefficient())));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Made hold(Candidate candidate) {
    KeyRole role = candidate.dnskey().isEntryPoint() ? KeyRole.KSK : KeyRole.ZSK;
    VaultKey held = vault.store(candidate.algorithm(), candidate.key(), new KeyPurpose(ZONE, role));
    return new Made(held, candidate.dnskey(), candidate.key());
  }

  @Override
  public void close() {
    vault.close();
  }
}
