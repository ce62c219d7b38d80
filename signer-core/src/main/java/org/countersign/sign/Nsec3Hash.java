package org.countersign.sign;

import java.security.DigestException;
import java.security.MessageDigest;
import org.countersign.dns.Digests;

/** The hash of owner names (RFC 5155 section 5), SHA-1, 20 octets; for one thread. */
final class Nsec3Hash {
  static final int LENGTH = 20;
  private static final byte[] BASE32HEX =
      "0123456789abcdefghijklmnopqrstuv".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final MessageDigest sha1 = Digests.sha1();
  private final byte[] salt;
  private final int iterations;

  Nsec3Hash(byte[] salt, int iterations) {
    this.salt = salt;
    this.iterations = iterations;
  }

  /** Writes the hash of a canonical wire-format name at {@code out[at..at+20)}. */
  void hash(byte[] name, int length, byte[] out, int at) {
    try {
      sha1.update(name, 0, length);
      sha1.update(salt);
      sha1.digest(out, at, LENGTH);
      for (int i = 0; i < iterations; i++) {
        sha1.update(out, at, LENGTH);
        sha1.update(salt);
        sha1.digest(out, at, LENGTH);
      }
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the 32 octets of the label that stands for a hash (RFC 4648 section 7). */
  static void label(byte[] hash, int from, byte[] out, int at) {
    for (int group = 0; group < 4; group++) {
      long bits = 0;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | hash[from + group * 5 + i] & 0xff;
      }
      for (int i = 7; i >= 0; i--) {
        out[at + group * 8 + i] = BASE32HEX[(int) bits & 31];
        bits >>>= 5;
      }
    }
  }
}
