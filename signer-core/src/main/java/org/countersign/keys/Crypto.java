package org.countersign.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Mac;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.countersign.dns.DnssecAlgorithm;

/**
 * A choice of cryptography provider: {@link #fastest()} is Amazon Corretto's where its native
 * library loads, and BouncyCastle for the rest. Providers are asked as objects and never installed,
 * so that nothing else in the JVM changes its behaviour.
 *
 * <p>On one core, P-256 signatures a second: Corretto 55,000, BouncyCastle 10,000, the JDK 1,400.
 */
public final class Crypto {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
  private static final Crypto ALONE = new Crypto(Optional.empty());
  private static final Crypto FASTEST = new Crypto(correttoIfItLoads());

  private final Optional<Provider> first;

  private Crypto(Optional<Provider> first) {
    this.first = first;
  }

  /** Corretto if it works on this machine, BouncyCastle for what Corretto does not have. */
  public static Crypto fastest() {
    return FASTEST;
  }

  /** BouncyCastle alone: another implementation, all in Java. */
  public static Crypto bouncyCastle() {
    return ALONE;
  }

  private static Optional<Provider> correttoIfItLoads() {
    try {
      AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      // Without its native library it still loads, with no services, and keeps the reason.
      return corretto.getLoadingError() == null ? Optional.of(corretto) : Optional.empty();
    } catch (LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * A Signature for the algorithm whose result is what RRSIG RDATA holds: r||s for ECDSA (RFC 6605
   * section 4), 64 or 114 octets for EdDSA (RFC 8080 section 4).
   */
  public Signature signature(DnssecAlgorithm algorithm) {
    String name = signatureName(algorithm);
    try {
      return Signature.getInstance(name, provider("Signature", name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no provider has " + name, e);
    }
  }

  /** A key pair generator by its JCA name, {@code RSA}, {@code EC}, {@code Ed25519}. */
  KeyPairGenerator keyPairGenerator(String name) {
    try {
      return KeyPairGenerator.getInstance(name, provider("KeyPairGenerator", name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no provider has " + name + " key generation", e);
    }
  }

  /** A MAC by its JCA name, {@code HmacSHA256}: Corretto's, else the JDK's own. */
  public Mac mac(String name) {
    try {
      return first.isPresent() && first.get().getService("Mac", name) != null
          ? Mac.getInstance(name, first.get())
          : Mac.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no provider has " + name, e);
    }
  }

  private Provider provider(String type, String name) {
    return first.filter(p -> p.getService(type, name) != null).orElse(BOUNCY_CASTLE);
  }

  /** The providers that make signatures, for people and logs. */
  @Override
  public String toString() {
    return first.map(p -> p.getName() + " " + p.getVersionStr() + ", ").orElse("")
        + BOUNCY_CASTLE.getName()
        + " "
        + BOUNCY_CASTLE.getVersionStr();
  }

  private static String signatureName(DnssecAlgorithm algorithm) {
    return switch (algorithm) {
      case RSASHA1, RSASHA1_NSEC3_SHA1 -> "SHA1withRSA";
      case RSASHA256 -> "SHA256withRSA";
      case RSASHA512 -> "SHA512withRSA";
      case ECDSAP256SHA256 -> "SHA256withECDSAinP1363Format";
      case ECDSAP384SHA384 -> "SHA384withECDSAinP1363Format";
      case ED25519 -> "Ed25519";
      case ED448 -> "Ed448";
    };
  }
}
