package org.countersign.zone.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;

/**
 * Reads zone files (RFC 1035 section 5.1) into packed records, large ones with several threads.
 *
 * <p>Text can be cut at a line that begins a record, if it is known which directives are in force
 * there. The reader guesses that those of the file's head are, lets each thread read its part, and
 * believes a part only if the one before it ended with whole records and those directives. From the
 * first part that fails on, the file is read again in order.
 */
public final class ZoneText {
  private static final int HEAD = 64 << 10;
  private static final int PART = 4 << 20;

  private final Path file;
  private final LongConsumer progress;
  private final IntPredicate types;

  /**
   * @param progress told how many octets were read since it was last told; called by any thread
   */
  public ZoneText(Path file, LongConsumer progress) {
    this(file, progress, type -> true);
  }

  private ZoneText(Path file, LongConsumer progress, IntPredicate types) {
    this.file = file;
    this.progress = progress;
    this.types = types;
  }

  /** The same reader, which leaves out what a signer makes: signatures, keys, denial records. */
  public ZoneText withoutDnssec() {
    return new ZoneText(file, progress, type -> !RecordType.isDnssec(type));
  }

  /**
   * The owner of the file's SOA record.
   *
   * @throws ZoneTextException if there is none, or names are relative and no directive says to what
   */
  public Name origin() throws IOException {
    Name[] found = new Name[1];
    RecordSink finder =
        (owner, length, type, ttl, rdata, from, to) -> {
          if (type == RecordType.SOA) {
            found[0] = Name.ofWire(java.util.Arrays.copyOf(owner, length));
            throw new Found();
          }
          return true;
        };
    try (FileChannel channel = open()) {
      readInOrder(channel, 0, new TextState(new byte[0]), finder);
    } catch (Found e) {
      return found[0];
    }
    throw new ZoneTextException(0, file + " has no SOA record, so it is not a zone");
  }

  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found() {
      super(null, null, false, false);
    }
  }

  /**
   * Reads all records of the zone at {@code origin}.
   *
   * @throws ZoneTextException if the text is at fault or a record is out of zone; the message names
   *     file and line
   * @throws IOException if the file cannot be read
   */
  public PackedRecords read(Name origin, int threads) throws IOException {
    try (FileChannel channel = open()) {
      return readParts(channel, origin, threads);
    } catch (ZoneTextException e) {
      throw new ZoneTextException(
          e.offset(), file + " line " + lineAt(e.offset()) + ": " + e.getMessage());
    }
  }

  private RecordSink kept(PackedRecords.Builder builder) {
    return (owner, length, type, ttl, rdata, from, to) ->
        !types.test(type) || builder.add(owner, length, type, ttl, rdata, from, to);
  }

  /**
   * Reads records from a string, names relative to {@code origin}.
   *
   * @param ttl of records that state none, seconds
   * @throws ZoneTextException if the text is at fault
   */
  public static void read(String text, Name origin, int ttl, RecordSink sink) {
    byte[] octets = (text + "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    TextState state = new TextState(origin.wire());
    state.defaultTtl = ttl;
    if (!new TextParser(octets, 0, octets.length, 0, state, sink).readAll()) {
      throw new ZoneTextException(0, "\"" + text + "\" ends within a record");
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private PackedRecords readParts(FileChannel channel, Name origin, int threads)
      throws IOException {
    long size = channel.size();
    PackedRecords.Builder head = PackedRecords.builder(origin);
    TextState state = new TextState(origin.wire());
    long start = boundary(channel, Math.min(HEAD, size), size);
    List<PackedRecords> done = new ArrayList<>();
    long stopped = readPart(channel, 0, start, state, kept(head));
    done.add(head.build());
    if (stopped == start) {
      TextState directives = state.directivesOnly();
      ExecutorService workers = Executors.newFixedThreadPool(threads);
      try {
        List<Future<Part>> parts = new ArrayList<>();
        for (long from = start; from < size; ) {
          long to = boundary(channel, Math.min(from + PART, size), size);
          long first = from;
          PackedRecords.Builder builder = done.get(0).sibling();
          parts.add(
              workers.submit(() -> speculate(channel, first, to, directives.copy(), builder)));
          from = to;
        }
        for (Future<Part> future : parts) {
          Part part = future.get();
          if (part == null || !state.sameDirectives(directives)) {
            break;
          }
          done.add(part.records);
          state = part.state;
          stopped = part.end;
          if (part.end < part.to) {
            break;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading " + file, e);
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      } finally {
        workers.shutdownNow();
      }
    }
    if (stopped < size) {
      PackedRecords.Builder rest = done.get(0).sibling();
      readInOrder(channel, stopped, state, kept(rest));
      done.add(rest.build());
    }
    return PackedRecords.concat(done);
  }

  private record Part(PackedRecords records, TextState state, long end, long to) {}

  /**
   * One part read on a guess; null if it could not be read, which the reading in order explains.
   */
  private Part speculate(
      FileChannel channel, long from, long to, TextState state, PackedRecords.Builder builder)
      throws IOException {
    try {
      long end = readPart(channel, from, to, state, kept(builder));
      return new Part(builder.build(), state, end, to);
    } catch (ZoneTextException e) {
      return null;
    }
  }

  /** Reads {@code from..to} and says where the last whole record ended. */
  private long readPart(FileChannel channel, long from, long to, TextState state, RecordSink sink)
      throws IOException {
    byte[] text = bytes(channel, from, (int) (to - from));
    TextParser parser = new TextParser(text, 0, text.length, from, state, sink);
    parser.readAll();
    progress.accept(parser.position());
    return from + parser.position();
  }

  private void readInOrder(FileChannel channel, long from, TextState state, RecordSink sink)
      throws IOException {
    long size = channel.size();
    long at = from;
    int window = PART;
    while (at < size) {
      long to = boundary(channel, Math.min(at + window, size), size);
      long stopped = readPart(channel, at, to, state, sink);
      if (stopped == at) {
        if (to == size) {
          throw new ZoneTextException(
              at, "the text ends within a record: the file is cut, or a parenthesis is not closed");
        }
        window = Math.multiplyExact(window, 2);
      } else {
        window = PART;
      }
      at = stopped;
    }
  }

  /** The first line start at or after {@code near} that begins with an owner name. */
  private static long boundary(FileChannel channel, long near, long size) throws IOException {
    long at = near;
    while (at < size) {
      byte[] window = bytes(channel, at - 1, (int) Math.min(HEAD, size - at + 1));
      for (int i = 1; i < window.length; i++) {
        byte b = window[i];
        if (window[i - 1] == '\n' && b != ' ' && b != '\t' && b != '\n' && b != ')' && b != '\r') {
          return at - 1 + i;
        }
      }
      at += window.length - 1;
    }
    if (size > 0 && bytes(channel, size - 1, 1)[0] != '\n') {
      throw new ZoneTextException(
          size - 1,
          "the file does not end with a line end: it was cut, or the last one is missing");
    }
    return size;
  }

  private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }

  private long lineAt(long offset) throws IOException {
    long lines = 1;
    try (FileChannel channel = open()) {
      for (long at = 0; at < offset; at += HEAD) {
        for (byte b : bytes(channel, at, (int) Math.min(HEAD, offset - at))) {
          lines += b == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof IOException e) {
      return e;
    }
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException(cause);
  }
}
