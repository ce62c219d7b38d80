package org.countersign.zone.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A zone file's octets, and the places where it may be cut. Safe for several threads. */
final class ZoneFile implements Closeable {
  private static final int WINDOW = 64 << 10;

  private final FileChannel channel;
  private final long size;

  private ZoneFile(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static ZoneFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new ZoneFile(channel, channel.size());
  }

  /**
   * @throws ZoneTextException if the last line has no end, so that nobody knows whether it is whole
   */
  void demandLineEnd() throws IOException {
    if (size > 0 && bytes(size - 1, 1)[0] != '\n') {
      throw new ZoneTextException(
          size - 1,
          "the file does not end with a line end: it was cut, or the last one is missing");
    }
  }

  long size() {
    return size;
  }

  byte[] bytes(long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }

  /** The start of the first line at or after {@code near} that begins with an owner name. */
  long ownerLine(long near) throws IOException {
    return lineStart(near, true);
  }

  /** The start of the first line at or after {@code near}, or the file's end. */
  long line(long near) throws IOException {
    return lineStart(near, false);
  }

  private long lineStart(long near, boolean withOwner) throws IOException {
    long at = near;
    while (at < size && at > 0) {
      byte[] window = bytes(at - 1, (int) Math.min(WINDOW, size - at + 1));
      for (int i = 1; i < window.length; i++) {
        if (window[i - 1] == '\n' && (!withOwner || beginsOwner(window[i]))) {
          return at - 1 + i;
        }
      }
      at += window.length - 1;
    }
    return Math.min(at, size);
  }

  private static boolean beginsOwner(byte b) {
    return !Blank.is(b) && "\n();\"$".indexOf(b) < 0;
  }

  /** The number of the line that holds the octet at {@code offset}, from 1. */
  long lineAt(long offset) throws IOException {
    long lines = 1;
    for (long at = 0; at < offset; at += WINDOW) {
      for (byte b : bytes(at, (int) Math.min(WINDOW, offset - at))) {
        lines += b == '\n' ? 1 : 0;
      }
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
