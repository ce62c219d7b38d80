package org.countersign.validate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All records of a zone in canonical order of owners: in memory while they are few, else in sorted
 * temporary files that are merged. It may be streamed more than once.
 */
final class SortedRecords implements AutoCloseable {
  private final PackedRecords held;
  private final List<Path> runs = new ArrayList<>();

  SortedRecords(int memory) {
    held = new PackedRecords(memory);
  }

  void addAll(RecordStream records) {
    while (records.next()) {
      if (!held.add(records)) {
        spill();
        held.add(records);
      }
    }
    held.sort();
  }

  private void spill() {
    held.sort();
    try {
      Path run = Files.createTempFile("countersign-sort-", ".run");
      runs.add(run);
      run.toFile().deleteOnExit();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(run), 1 << 18)) {
        held.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write a temporary file for sorting the zone: make room in "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
    held.clear();
  }

  RecordStream stream() {
    if (runs.isEmpty()) {
      return held.stream();
    }
    List<RecordStream> all = new ArrayList<>();
    for (Path run : runs) {
      all.add(new RunStream(run));
    }
    all.add(held.stream());
    return new MergedStream(all);
  }

  @Override
  public void close() {
    for (Path run : runs) {
      try {
        Files.deleteIfExists(run);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** One sorted temporary file. */
  private static final class RunStream extends RecordStream {
    private final DataInputStream in;
    private byte[] record = new byte[1024];

    RunStream(Path run) {
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run), 1 << 17));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    boolean next() {
      try {
        int first = in.read();
        if (first < 0) {
          return false;
        }
        int keyOctets = first << 8 | in.read();
        record[0] = (byte) first;
        record[1] = (byte) keyOctets;
        in.readFully(record, 2, keyOctets + 10);
        int data = PackedRecords.get(record, keyOctets + 10);
        if (keyOctets + 12 + data > record.length) {
          record = java.util.Arrays.copyOf(record, keyOctets + 12 + data);
        }
        in.readFully(record, keyOctets + 12, data);
        PackedRecords.unpack(record, 0, this);
        ownerNumber++;
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
