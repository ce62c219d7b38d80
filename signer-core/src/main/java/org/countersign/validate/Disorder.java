package org.countersign.validate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A quick look into a large zone file for owners that are not in canonical order, as where the
 * NSEC3 records stand behind the others. Not seeing any proves nothing.
 */
final class Disorder {
  private static final int LOOKS = 64;
  private static final int OCTETS = 8192;

  private Disorder() {}

  static boolean isSeen(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] last = new byte[0];
      for (int i = 0; i < LOOKS; i++) {
        byte[] key = ownerNear(channel, channel.size() / LOOKS * i);
        if (key != null && Arrays.compareUnsigned(key, last) < 0) {
          return true;
        }
        last = key == null ? last : key;
      }
      return false;
    }
  }

  /** The sort key of the first whole record's owner behind a place, null if none is plain. */
  private static byte[] ownerNear(FileChannel channel, long at) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(OCTETS);
    channel.read(piece, at);
    byte[] text = Arrays.copyOf(piece.array(), piece.position());
    int start = 0;
    while (at > 0 && start < text.length && text[start++] != '\n') {
      continue;
    }
    InputStream in = new ByteArrayInputStream(text, start, text.length - start);
    ZoneTextReader reader = new ZoneTextReader(in, null, (line, message) -> {});
    return reader.next() ? Arrays.copyOf(reader.key, reader.keyLength) : null;
  }
}
