package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.Digests;

/** A file's octets through a sliding buffer, with the digest of all that has been passed. */
final class ZoneInput {
  private static final int SIZE = 1 << 20;
  private static final int LARGEST = 1 << 26;

  private final InputStream in;
  private final MessageDigest sha256 = Digests.sha256();
  private int hashed;
  byte[] buffer = new byte[SIZE];
  int at;
  int limit;
  boolean last;

  /** Octets of the file before {@code buffer[0]}. */
  long before;

  ZoneInput(InputStream in) {
    this.in = in;
  }

  /**
   * Reads more behind what is not passed yet; grows the buffer where one line fills it.
   *
   * @return false if the line at {@code at} is too long to be one
   */
  boolean more() {
    hashTo(at);
    if (at == 0 && limit == buffer.length) {
      if (buffer.length >= LARGEST) {
        return false;
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 4);
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    before += at;
    limit -= at;
    hashed -= at;
    at = 0;
    try {
      while (limit < buffer.length && !last) {
        int n = in.read(buffer, limit, buffer.length - limit);
        last = n < 0;
        limit += Math.max(n, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private void hashTo(int end) {
    sha256.update(buffer, hashed, end - hashed);
    hashed = end;
  }

  /** SHA-256, in hexadecimal, of everything before {@code buffer[at]}. */
  String digestSoFar() {
    hashTo(at);
    try {
      return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", e);
    }
  }

  /** Octets passed. */
  long position() {
    return before + at;
  }

  /** Passes what is left, to its end. */
  void drain() {
    do {
      at = limit;
      more();
    } while (!last || at < limit);
  }
}
