package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A file's octets through a sliding buffer. */
final class ZoneInput {
  private static final int SIZE = 1 << 20;
  private static final int LARGEST = 1 << 26;

  private final InputStream in;
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
    if (at == 0 && limit == buffer.length) {
      if (buffer.length >= LARGEST) {
        return false;
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 4);
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    before += at;
    limit -= at;
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
