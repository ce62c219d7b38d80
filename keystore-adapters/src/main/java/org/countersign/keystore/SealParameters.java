package org.countersign.keystore;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.misc.ScryptParams;

/**
 * What turns a passphrase into the keys of one sealed file: salts and costs, which stand in the
 * file in clear and stay the same for its life.
 *
 * @param cost, blockSize, parallelism N, r and p of scrypt (RFC 7914), for the encryption
 * @param macIterations of the PKCS#12 key derivation (RFC 7292 appendix B), for the integrity
 */
record SealParameters(
    byte[] salt, int cost, int blockSize, int parallelism, byte[] macSalt, int macIterations) {
  private static final int SALT = 16;

  /** Far more than we write; a file that asks for more is refused, not computed for hours. */
  private static final int MOST_MEMORY = 1 << 28;

  private static final int MOST_ITERATIONS = 100_000_000;

  SealParameters {
    if (cost < 2
        || Integer.bitCount(cost) != 1
        || blockSize < 1
        || parallelism < 1
        || parallelism > 64
        || 128L * cost * blockSize > MOST_MEMORY
        || macIterations < 1
        || macIterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException("its key derivation asks for costs that are out of range");
    }
  }

  /**
   * Fresh salts, and costs of about a tenth of a second each. N is the largest that openssl's limit
   * of 32 MiB takes, so that the keys can be got out without us.
   */
  static SealParameters fresh(SecureRandom random) {
    return new SealParameters(salt(random), 1 << 14, 8, 2, salt(random), 210_000);
  }

  static SealParameters of(ScryptParams scrypt, byte[] macSalt, int macIterations) {
    return new SealParameters(
        scrypt.getSalt(),
        scrypt.getCostParameter().intValueExact(),
        scrypt.getBlockSize().intValueExact(),
        scrypt.getParallelizationParameter().intValueExact(),
        macSalt,
        macIterations);
  }

  ScryptParams scrypt() {
    return new ScryptParams(salt, cost, blockSize, parallelism, SealKeys.ENCRYPTION_KEY);
  }

  private static byte[] salt(SecureRandom random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SealParameters p
        && Arrays.equals(salt, p.salt)
        && Arrays.equals(macSalt, p.macSalt)
        && cost == p.cost
        && blockSize == p.blockSize
        && parallelism == p.parallelism
        && macIterations == p.macIterations;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }
}
