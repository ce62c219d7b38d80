package org.countersign.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;

/**
 * A zone file that can be read in canonical order: as it stands where it or each of a few parts
 * stands in that order, else sorted. Small files are always sorted.
 */
final class ZoneFile implements AutoCloseable {
  private static final Problems SILENT = (line, message) -> {};

  private final Path path;
  private final long size;
  private final GateProgress progress;
  private final Name base;
  private final Name origin;
  private final byte[] originKey;
  private final FileDigest digest;
  private final List<ZoneTextReader> readers = new ArrayList<>();
  private List<Long> parts = List.of();
  private SortedRecords sorted;
  private long records;

  private ZoneFile(Path path, Optional<Name> asked, GateProgress progress) throws IOException {
    this.path = path;
    this.progress = progress;
    size = Files.size(path);
    digest = new FileDigest(path);
    base = asked.orElse(null);
    origin = asked.isPresent() ? asked.get() : firstSoa();
    originKey = origin == null ? null : OwnerKey.of(origin, Name.ROOT);
  }

  /**
   * Opens a file.
   *
   * @param small up to how many octets it is sorted in any case
   * @param problems hears of unreadable lines, once, while the file is first read to its end
   */
  static ZoneFile open(
      Path path, Optional<Name> origin, long small, GateProgress progress, Problems problems) {
    try {
      ZoneFile file = new ZoneFile(path, origin, progress);
      if (file.origin != null) {
        file.parts = file.size <= small ? List.of() : Segments.of(path);
        if (file.parts.isEmpty()) {
          file.sort(problems);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private Name firstSoa() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, null, SILENT);
      while (reader.next()) {
        if (reader.type == RecordType.SOA && reader.recordClass == 1) {
          return Name.ofWire(Arrays.copyOf(reader.owner, reader.ownerLength));
        }
      }
      return null;
    }
  }

  private void sort(Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, base, problems);
      long memory = Runtime.getRuntime().maxMemory() / 8;
      sorted = new SortedRecords((int) Math.max(16 << 20, Math.min(memory, 160 << 20)));
      sorted.addAll(new TextStream(reader, progress, "sort", size));
      records = reader.records;
    }
  }

  /** The zone's name, null if there is no SOA to tell it. */
  Name origin() {
    return origin;
  }

  long size() {
    return size;
  }

  /**
   * The owners from the first on.
   *
   * @param problems hears of unreadable lines, unless they were told when sorting
   * @throws OwnerCursor.OutOfOrder here or later, if the file must be sorted
   */
  OwnerCursor cursor(Problems problems) {
    if (sorted != null) {
      return new OwnerCursor(sorted.stream(), originKey);
    }
    readers.clear();
    List<RecordStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < parts.size(); i++) {
        long end = i + 1 < parts.size() ? parts.get(i + 1) : size;
        InputStream in = new FilePart(path, parts.get(i), end);
        ZoneTextReader reader = new ZoneTextReader(in, base, partProblems(problems));
        readers.add(reader);
        streams.add(new TextStream(reader, in));
      }
    } catch (IOException e) {
      streams.forEach(RecordStream::close);
      throw new UncheckedIOException(e);
    }
    return new OwnerCursor(
        streams.size() == 1 ? streams.get(0) : new MergedStream(streams), originKey);
  }

  /** A part may miss what stood before it, such as $ORIGIN: then the whole is read in one go. */
  private Problems partProblems(Problems problems) {
    return parts.size() == 1
        ? problems
        : (line, message) -> {
          throw new OwnerCursor.OutOfOrder();
        };
  }

  /** Octets passed by the last cursor; all of them once sorted. */
  long position() {
    return sorted != null ? size : readers.stream().mapToLong(ZoneTextReader::position).sum();
  }

  /** What reading to the end showed; after the last cursor's end, unless sorted. */
  ReadFacts facts() {
    return digest.facts(
        sorted != null ? records : readers.stream().mapToLong(r -> r.records).sum());
  }

  /** What reading to the end shows of a file that is no zone. */
  ReadFacts readToEnd(Problems problems) {
    try (InputStream in = Files.newInputStream(path)) {
      ZoneTextReader reader = new ZoneTextReader(in, base, problems);
      while (reader.next()) {
        Interruption.check();
      }
      return digest.facts(reader.records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isSorted() {
    return sorted != null;
  }

  @Override
  public void close() {
    if (sorted != null) {
      sorted.close();
    }
  }
}
