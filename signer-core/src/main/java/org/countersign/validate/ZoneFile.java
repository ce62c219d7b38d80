package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;

/**
 * A zone file that can be read in canonical order: as it stands where it stands in that order, else
 * sorted. Large files are taken to be in order until one is seen that is not.
 */
final class ZoneFile implements AutoCloseable {
  private static final long SMALL = 32L << 20;

  private final Path path;
  private final long size;
  private final GateProgress progress;
  private final Name base;
  private final Name origin;
  private final byte[] originKey;
  private SortedRecords sorted;
  private ReadFacts facts;
  private ZoneTextReader direct;

  private ZoneFile(Path path, Optional<Name> asked, GateProgress progress) throws IOException {
    this.path = path;
    this.progress = progress;
    size = Files.size(path);
    base = asked.orElse(null);
    origin = asked.isPresent() ? asked.get() : firstSoa();
    originKey = origin == null ? null : OwnerKey.of(origin, Name.ROOT);
  }

  /**
   * Opens a file.
   *
   * @param sort whether to sort it in any case
   * @param problems hears of unreadable lines, once, while the file is first read to its end
   */
  static ZoneFile open(
      Path path, Optional<Name> origin, boolean sort, GateProgress progress, Problems problems) {
    try {
      ZoneFile file = new ZoneFile(path, origin, progress);
      if (file.origin != null && (sort || file.size <= SMALL || Disorder.isSeen(path))) {
        file.sort(problems);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private Name firstSoa() {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, null, (line, message) -> {});
      while (reader.next()) {
        if (reader.type == RecordType.SOA && reader.recordClass == 1) {
          return Name.ofWire(java.util.Arrays.copyOf(reader.owner, reader.ownerLength));
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sort(Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, base, problems);
      long memory = Runtime.getRuntime().maxMemory() / 8;
      sorted = new SortedRecords((int) Math.max(16 << 20, Math.min(memory, 160 << 20)));
      sorted.addAll(new TextStream(reader, progress, "sort", size));
      facts = ReadFacts.of(reader);
    }
  }

  /** The zone's name, null if there is no SOA to tell it. */
  Name origin() {
    return origin;
  }

  long size() {
    return size;
  }

  boolean isSorted() {
    return sorted != null;
  }

  /**
   * The owners from the first on.
   *
   * @param problems hears of unreadable lines, unless they were told when sorting
   */
  OwnerCursor cursor(Problems problems) {
    if (sorted != null) {
      return new OwnerCursor(sorted.stream(), originKey);
    }
    try {
      InputStream in = Files.newInputStream(path);
      direct = new ZoneTextReader(in, base, problems);
      return new OwnerCursor(new TextStream(direct, in), originKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Octets passed by the last cursor; all of them once sorted. */
  long position() {
    return direct == null ? size : direct.position();
  }

  /** What reading to the end showed; of the last cursor, unless told when sorting. */
  ReadFacts facts() {
    return facts != null ? facts : ReadFacts.of(direct);
  }

  /** What reading to the end shows of a file that is no zone. */
  ReadFacts readToEnd(Problems problems) {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, base, problems);
      while (reader.next()) {
        Interruption.check();
      }
      return ReadFacts.of(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (sorted != null) {
      sorted.close();
    }
  }
}
