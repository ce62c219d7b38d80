package org.countersign.validate;

import java.nio.file.Path;
import java.util.List;
import org.countersign.dns.Name;

/** A file of DS records in zone text: what a parent publishes, or a trust anchor. */
public final class DsFile {
  private DsFile() {}

  /**
   * The DS RDATA of {@code zone}, or of every owner if {@code zone} is null, wire format.
   *
   * @throws IllegalArgumentException if a line cannot be read or there is no such DS
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static List<byte[]> read(Path file, Name zone) {
    throw new UnsupportedOperationException("the gate is being built");
  }
}
