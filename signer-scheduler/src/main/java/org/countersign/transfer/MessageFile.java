package org.countersign.transfer;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The packed messages of one answer, in a file without a name: any number of transfers read it side
 * by side and hold no more than the message they are sending, and whatever way the process ends,
 * nothing is left behind.
 */
final class MessageFile extends Counted {
  private final FileChannel channel;
  private final long[] ends;

  private MessageFile(FileChannel channel, long[] ends) {
    this.channel = channel;
    this.ends = ends;
  }

  /** What fills a file. */
  interface Filling {
    void into(MessageSink sink) throws IOException;
  }

  /**
   * Makes one.
   *
   * @param directory where there is room
   */
  static MessageFile of(Path directory, Filling filling) throws IOException {
    Path path = Files.createTempFile(directory, "messages", null);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean whole = false;
    try {
      Files.delete(path);
      Writer writer = new Writer(channel);
      filling.into(writer);
      writer.flush();
      whole = true;
      return new MessageFile(channel, Arrays.copyOf(writer.ends, writer.count));
    } finally {
      if (!whole) {
        channel.close();
      }
    }
  }

  private static final class Writer implements MessageSink {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private long[] ends = new long[16];
    private int count;
    private long end;

    Writer(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void message(byte[] octets, int length) throws IOException {
      if (buffer.remaining() < length) {
        flush();
      }
      buffer.put(octets, 0, length);
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
      }
      end += length;
      ends[count++] = end;
    }

    void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }
  }

  int messages() {
    return ends.length;
  }

  /** Octets of all messages. */
  long octets() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** Octets of the n-th message. */
  int length(int n) {
    return (int) (ends[n] - start(n));
  }

  private long start(int n) {
    return n == 0 ? 0 : ends[n - 1];
  }

  /** Appends the n-th message to {@code target}. */
  void read(int n, ByteBuf target) throws IOException {
    long at = start(n);
    int left = length(n);
    target.ensureWritable(left);
    while (left > 0) {
      int got = target.writeBytes(channel, at, left);
      if (got < 0) {
        throw new IOException("the packed messages end early");
      }
      at += got;
      left -= got;
    }
  }

  @Override
  void letGo() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
