package org.countersign.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.dns.Digests;

/**
 * The digest of a whole file and of all before its end marker, computed beside the judgement, and
 * whether the file stayed the same meanwhile.
 *
 * <p>The end marker is the last line, {@code ; end of zone: N records, sha256 HEX}: N counts the
 * records, the digest is over all octets before the line.
 */
final class FileDigest {
  private static final Pattern MARKER =
      Pattern.compile("; end of zone: (\\d{1,18}) records, sha256 ([0-9a-f]{64})\\n?");
  private static final int LONGEST_MARKER = 160;

  /**
   * What the digesting found.
   *
   * @param marker the last line if it is an end marker, else null
   * @param before SHA-256 of all octets before the marker
   */
  record Found(long length, String sha256, Matcher marker, String before, boolean newline) {}

  private final Path path;
  private final Object stamp;
  private final CompletableFuture<Found> found = new CompletableFuture<>();

  FileDigest(Path path) throws IOException {
    this.path = path;
    stamp = stamp(path);
    Thread thread = new Thread(this::run, "digest");
    thread.setDaemon(true);
    thread.start();
  }

  private static Object stamp(Path path) throws IOException {
    BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
    return a.size() + " " + a.lastModifiedTime() + " " + a.fileKey();
  }

  private void run() {
    try (FileChannel channel = FileChannel.open(path)) {
      found.complete(digest(channel));
    } catch (IOException | RuntimeException | Error e) {
      found.completeExceptionally(e);
    }
  }

  private static Found digest(FileChannel channel) throws IOException {
    long size = channel.size();
    String tail = tail(channel, size);
    int lastLine = tail.lastIndexOf('\n', tail.length() - 2) + 1;
    Matcher marker = MARKER.matcher(tail.substring(lastLine));
    boolean marked = marker.matches();
    long markerAt = marked ? size - tail.length() + lastLine : -1;
    MessageDigest sha256 = Digests.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    String before = null;
    for (long at = 0; at < size; ) {
      buffer.clear();
      if (at < markerAt) {
        buffer.limit((int) Math.min(buffer.capacity(), markerAt - at));
      } else if (at == markerAt) {
        before = HexFormat.of().formatHex(copy(sha256).digest());
      }
      int n = channel.read(buffer, at);
      if (n <= 0) {
        break;
      }
      sha256.update(buffer.array(), 0, n);
      at += n;
    }
    return new Found(
        size,
        HexFormat.of().formatHex(sha256.digest()),
        marked ? marker : null,
        before,
        size == 0 || tail.endsWith("\n"));
  }

  private static String tail(FileChannel channel, long size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, LONGEST_MARKER));
    while (buffer.hasRemaining()
        && channel.read(buffer, size - buffer.capacity() + buffer.position()) > 0) {
      continue;
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", e);
    }
  }

  /**
   * Waits for the digest and says what is to say of the file.
   *
   * @param records the records read from it
   * @throws UncheckedIOException if the file cannot be read
   */
  ReadFacts facts(long records) {
    try {
      Found f = found.join();
      boolean changed = !Objects.equals(stamp, stamp(path));
      String wrong = null;
      if (f.marker != null
          && (Long.parseLong(f.marker.group(1)) != records
              || !f.marker.group(2).equals(f.before))) {
        wrong =
            "states "
                + f.marker.group(1)
                + " records and digest "
                + f.marker.group(2)
                + ", the file before it has "
                + records
                + " records and digest "
                + f.before;
      }
      return new ReadFacts(
          f.length, f.sha256, records, f.marker != null, wrong, f.newline, changed);
    } catch (CompletionException e) {
      throw new UncheckedIOException(
          "cannot read " + path,
          e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
