package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The octets of a file from one place to another. */
final class FilePart extends InputStream {
  private final FileChannel channel;
  private long at;
  private final long end;

  FilePart(Path file, long from, long to) throws IOException {
    channel = FileChannel.open(file);
    at = from;
    end = to;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (at >= end) {
      return -1;
    }
    int most = (int) Math.min(length, end - at);
    int n = channel.read(ByteBuffer.wrap(into, from, most), at);
    at += Math.max(n, 0);
    return n;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
