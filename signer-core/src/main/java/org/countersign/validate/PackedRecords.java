package org.countersign.validate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Records packed one behind the other, and the order of their owners. Layout of one: key length
 * u16, key, type u16, class u16, TTL u32, data length u16, data.
 */
final class PackedRecords {
  private byte[] bytes;
  private int length;
  private int[] order = new int[1024];
  private int count;
  private boolean sorted = true;
  private final int limit;

  PackedRecords(int limit) {
    this.limit = limit;
    bytes = new byte[Math.min(limit, 1 << 16)];
  }

  static int size(RecordStream r) {
    return 12 + r.keyLength + r.rdataLength;
  }

  /** Adds a record; false, and nothing added, if it does not fit any more. */
  boolean add(RecordStream r) {
    int size = size(r);
    if (count > 0 && length + size + 4 * count > limit) {
      return false;
    }
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, 2L * (length + size)));
    }
    if (count == order.length) {
      order = Arrays.copyOf(order, count * 2);
    }
    int at = length;
    at = u16(at, r.keyLength);
    System.arraycopy(r.key, 0, bytes, at, r.keyLength);
    at = u16(at + r.keyLength, r.type);
    at = u16(at, r.recordClass);
    at = u16(u16(at, (int) (r.ttl >> 16)), (int) r.ttl);
    at = u16(at, r.rdataLength);
    System.arraycopy(r.rdata, r.rdataFrom, bytes, at, r.rdataLength);
    order[count] = length;
    sorted = sorted && (count == 0 || compare(order[count - 1], length) <= 0);
    count++;
    length = at + r.rdataLength;
    return true;
  }

  private int u16(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
    return at + 2;
  }

  private int keyLength(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private int compare(int a, int b) {
    return Arrays.compareUnsigned(
        bytes, a + 2, a + 2 + keyLength(a), bytes, b + 2, b + 2 + keyLength(b));
  }

  /** Puts the records in canonical order of owners; those of one owner keep theirs. */
  void sort() {
    if (!sorted) {
      mergeSort(0, count, new int[count]);
      sorted = true;
    }
  }

  private void mergeSort(int from, int to, int[] spare) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(from, middle, spare);
    mergeSort(middle, to, spare);
    if (compare(order[middle - 1], order[middle]) <= 0) {
      return;
    }
    System.arraycopy(order, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int out = from; left < middle; out++) {
      boolean takeRight = right < to && compare(spare[left], order[right]) > 0;
      order[out] = takeRight ? order[right++] : spare[left++];
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    length = 0;
    count = 0;
    sorted = true;
  }

  /** Writes the records in their order. */
  void write(OutputStream out) throws IOException {
    for (int i = 0; i < count; i++) {
      int at = order[i];
      out.write(bytes, at, end(at) - at);
    }
  }

  private int end(int at) {
    int data = at + 2 + keyLength(at) + 8;
    return data + 2 + keyLength(data);
  }

  /** Reads the record packed at {@code from[at..]} into {@code into}; returns its end. */
  static int unpack(byte[] from, int at, RecordStream into) {
    into.keyLength = get(from, at);
    into.key = into.key == null ? new byte[512] : into.key;
    System.arraycopy(from, at + 2, into.key, 0, into.keyLength);
    at += 2 + into.keyLength;
    into.type = get(from, at);
    into.recordClass = get(from, at + 2);
    into.ttl = (long) get(from, at + 4) << 16 | get(from, at + 6);
    into.rdataLength = get(from, at + 8);
    into.rdata = from;
    into.rdataFrom = at + 10;
    return into.rdataFrom + into.rdataLength;
  }

  static int get(byte[] from, int at) {
    return (from[at] & 0xff) << 8 | from[at + 1] & 0xff;
  }

  /** The records in their order. */
  RecordStream stream() {
    return new RecordStream() {
      private int next;

      @Override
      boolean next() {
        if (next == count) {
          return false;
        }
        unpack(bytes, order[next++], this);
        ownerNumber++;
        return true;
      }
    };
  }
}
