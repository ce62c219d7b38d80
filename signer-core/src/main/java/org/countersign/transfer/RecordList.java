package org.countersign.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.dns.RrsetView;

/**
 * Resource records in the order of transfers, packed into octets: what a difference takes away or
 * adds. Written once, then read by any number of cursors.
 */
public final class RecordList {
  private static final int SEGMENT = 1 << 16;
  private static final int FIXED = 2 + 2 + 4 + 2;

  private final List<byte[]> segments;
  private final int size;
  private final long octets;

  private RecordList(List<byte[]> segments, int size, long octets) {
    this.segments = segments;
    this.size = size;
    this.octets = octets;
  }

  /** Records. */
  public int size() {
    return size;
  }

  /** Octets of memory, which are about those in uncompressed messages. */
  public long octets() {
    return octets;
  }

  public Cursor cursor() {
    return new Cursor();
  }

  /** Stands before the first record. */
  public final class Cursor {
    public final RecordView record = new RecordView();
    private int segment;
    private int at;

    /** Moves to the next record; false behind the last. */
    public boolean next() {
      while (segment < segments.size() && at == segments.get(segment).length) {
        segment++;
        at = 0;
      }
      if (segment == segments.size()) {
        return false;
      }
      byte[] octets = segments.get(segment);
      record.key = octets;
      record.keyFrom = at + 2;
      record.keyTo = record.keyFrom + RrsetView.length(octets, at);
      int fixed = record.keyTo;
      record.type = RrsetView.length(octets, fixed);
      record.ttl = RrsetView.length(octets, fixed + 2) << 16 | RrsetView.length(octets, fixed + 4);
      record.data = octets;
      record.from = fixed + 8;
      record.to = record.from + RrsetView.length(octets, fixed + 6);
      at = record.to;
      return true;
    }
  }

  /** Takes records in the order of transfers. */
  static final class Builder {
    private final List<byte[]> segments = new ArrayList<>();
    private byte[] segment = new byte[256];
    private int used;
    private int size;
    private long octets;

    void add(RecordView record) {
      int keyLength = record.keyTo - record.keyFrom;
      int dataLength = record.to - record.from;
      int need = FIXED + keyLength + dataLength;
      if (used + need > segment.length) {
        grow(need);
      }
      int16(keyLength);
      copy(record.key, record.keyFrom, keyLength);
      int16(record.type);
      int16(record.ttl >>> 16);
      int16(record.ttl);
      int16(dataLength);
      copy(record.data, record.from, dataLength);
      size++;
      octets += need;
    }

    private void grow(int need) {
      if (segment.length < SEGMENT && used + need <= SEGMENT) {
        segment =
            Arrays.copyOf(segment, Math.min(SEGMENT, Math.max(2 * segment.length, used + need)));
        return;
      }
      if (used > 0) {
        segments.add(Arrays.copyOf(segment, used));
      }
      segment = new byte[Math.max(SEGMENT, need)];
      used = 0;
    }

    private void int16(int value) {
      segment[used++] = (byte) (value >> 8);
      segment[used++] = (byte) value;
    }

    private void copy(byte[] from, int at, int length) {
      System.arraycopy(from, at, segment, used, length);
      used += length;
    }

    long octets() {
      return octets;
    }

    RecordList build() {
      if (used > 0) {
        segments.add(Arrays.copyOf(segment, used));
        used = 0;
      }
      return new RecordList(List.copyOf(segments), size, octets);
    }
  }
}
