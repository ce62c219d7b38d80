package org.countersign.validate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of a large zone file that are in canonical order each, as where the NSEC3 records or
 * the signatures stand behind the other records. Found by looking at a few places, so a guess:
 * whoever reads the parts must notice where it is wrong.
 */
final class Segments {
  private static final int LOOKS = 128;
  private static final int OCTETS = 8192;
  private static final int MOST = 8;

  private final FileChannel channel;
  private final long size;

  private Segments(FileChannel channel) throws IOException {
    this.channel = channel;
    size = channel.size();
  }

  /** A line with an owner of its own: where it begins, and the owner's sort key. */
  private record Line(long at, byte[] key) {}

  /** Where each part begins, the first at 0; empty if the file has no few such parts. */
  static List<Long> of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Segments(channel).find();
    }
  }

  private List<Long> find() throws IOException {
    List<Long> starts = new ArrayList<>(List.of(0L));
    Line last = line(0);
    for (int i = 1; i <= LOOKS && last != null; i++) {
      Line line = line(size / LOOKS * i);
      if (line != null) {
        if (Arrays.compareUnsigned(line.key, last.key) < 0) {
          starts.add(descent(last, line));
        }
        last = line;
      }
    }
    return last == null || starts.size() > MOST ? List.of() : starts;
  }

  /** The first line at or behind {@code low} whose owner comes before {@code low}'s. */
  private long descent(Line low, Line high) throws IOException {
    while (true) {
      Line middle = line((low.at + high.at) / 2);
      if (middle == null || middle.at >= high.at || middle.at <= low.at) {
        return first(low, high);
      }
      if (Arrays.compareUnsigned(middle.key, low.key) < 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
  }

  /** Looks at each line between two that are close. */
  private long first(Line low, Line high) throws IOException {
    Line line = low;
    while (line != null && line.at < high.at) {
      Line next = line(line.at + 1);
      if (next == null || Arrays.compareUnsigned(next.key, line.key) < 0) {
        return next == null ? high.at : next.at;
      }
      line = next;
    }
    return high.at;
  }

  /** The first plain record line that begins behind {@code at - 1}, null if none is near. */
  private Line line(long at) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(OCTETS);
    channel.read(piece, at);
    byte[] text = Arrays.copyOf(piece.array(), piece.position());
    int start = at == 0 ? 0 : next(text, 0);
    while (start < text.length) {
      byte first = text[start];
      if (first > ' ' && first != ';' && first != '$') {
        ZoneTextReader reader =
            new ZoneTextReader(
                new ByteArrayInputStream(text, start, text.length - start),
                null,
                (line, message) -> {});
        return reader.next()
            ? new Line(at + start, Arrays.copyOf(reader.key, reader.keyLength))
            : null;
      }
      start = next(text, start);
    }
    return null;
  }

  private static int next(byte[] text, int at) {
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at + 1;
  }
}
