package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;

/** A file of DS records in zone text: what a parent publishes, or a trust anchor. */
public final class DsFile {
  private DsFile() {}

  /**
   * The DS RDATA of {@code zone}, or of every owner if {@code zone} is null, wire format.
   *
   * @throws IllegalArgumentException if a line cannot be read or there is no such DS
   * @throws UncheckedIOException if the file cannot be read
   */
  public static List<byte[]> read(Path file, Name zone) {
    List<byte[]> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      ZoneTextReader reader =
          new ZoneTextReader(
              in,
              zone,
              (line, message) -> {
                throw new IllegalArgumentException(file + " line " + line + ": " + message);
              });
      reader.defaultTtl(0); // dnssec-dsfromkey and most registrars write none
      while (reader.next()) {
        boolean ours =
            zone == null
                || Arrays.equals(
                    zone.wire(), 0, zone.length(), reader.owner, 0, reader.ownerLength);
        if (ours && reader.type == RecordType.DS) {
          found.add(Arrays.copyOf(reader.rdata, reader.rdataLength()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no DS record" + (zone == null ? "" : " of " + zone));
    }
    return found;
  }
}
