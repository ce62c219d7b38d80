package org.countersign.sign;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongConsumer;
import org.countersign.dns.Digests;

/**
 * Writes a signed zone as text: one record a line with absolute owner, in canonical order but for
 * the SOA, which stands first; the last line is the end marker with the number of records and the
 * SHA-256 of all octets before it, so that a cut file shows itself.
 */
public final class ArtefactWriter {
  private final Workers workers;
  private final LongConsumer progress;

  /**
   * @param progress told how many records were written since it was last told
   */
  public ArtefactWriter(Workers workers, LongConsumer progress) {
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Writes the zone; the caller makes it durable.
   *
   * @throws IOException if the stream cannot take it
   */
  public Written write(SignedZone zone, OutputStream to) throws IOException {
    Output output = new Output(to);
    ConcurrentLinkedDeque<RangeText> idle = new ConcurrentLinkedDeque<>();
    try {
      workers.inOrder(
          zone.ranges().size(),
          i -> {
            RangeText text = idle.poll();
            text = text == null ? new RangeText(zone) : text;
            RangeText.Piece piece = text.print(zone.ranges().get(i));
            idle.push(text);
            return piece;
          },
          output::piece);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return output.end();
  }

  private final class Output {
    private final OutputStream to;
    private final MessageDigest sha256 = Digests.sha256();
    private long records;
    private long length;

    Output(OutputStream to) {
      this.to = to;
    }

    void piece(RangeText.Piece piece) {
      try {
        write(piece.text(), piece.length());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      records += piece.records();
      progress.accept(piece.records());
    }

    private void write(byte[] text, int end) throws IOException {
      to.write(text, 0, end);
      sha256.update(text, 0, end);
      length += end;
    }

    Written end() throws IOException {
      String body = HexFormat.of().formatHex(copy(sha256).digest());
      byte[] marker =
          ("; end of zone: " + records + " records, sha256 " + body + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      write(marker, marker.length);
      to.flush();
      return new Written(records, length, HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest copy(MessageDigest digest) {
      try {
        return (MessageDigest) digest.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("this JDK's SHA-256 cannot be copied", e);
      }
    }
  }

  /**
   * What was written.
   *
   * @param length octets of the file, the end marker included
   * @param sha256 of the whole file, hexadecimal
   */
  public record Written(long records, long length, String sha256) {}
}
