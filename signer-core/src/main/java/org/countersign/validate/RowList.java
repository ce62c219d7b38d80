package org.countersign.validate;

import java.util.Arrays;

/** Records of one owner in parallel arrays: type, TTL, and where their data stands. */
final class RowList {
  int[] type = new int[8];
  long[] ttl = new long[8];
  int[] from = new int[8];
  int[] length = new int[8];
  int count;

  void add(int t, long seconds, int start, int octets) {
    if (count == type.length) {
      type = Arrays.copyOf(type, count * 2);
      ttl = Arrays.copyOf(ttl, count * 2);
      from = Arrays.copyOf(from, count * 2);
      length = Arrays.copyOf(length, count * 2);
    }
    set(count++, t, seconds, start, octets);
  }

  private void set(int i, int t, long seconds, int start, int octets) {
    type[i] = t;
    ttl[i] = seconds;
    from[i] = start;
    length[i] = octets;
  }

  /** By type, then by data as left-justified octet strings (RFC 4034 section 6.3). */
  int compare(int a, int b, byte[] data) {
    return type[a] != type[b]
        ? Integer.compare(type[a], type[b])
        : Arrays.compareUnsigned(
            data, from[a], from[a] + length[a], data, from[b], from[b] + length[b]);
  }

  void sort(byte[] data) {
    if (count > 64) {
      sortMany(data);
      return;
    }
    for (int i = 1; i < count; i++) {
      if (compare(i - 1, i, data) <= 0) {
        continue;
      }
      for (int k = i; k > 0 && compare(k - 1, k, data) > 0; k--) {
        int t = type[k];
        long seconds = ttl[k];
        int start = from[k];
        int octets = length[k];
        set(k, type[k - 1], ttl[k - 1], from[k - 1], length[k - 1]);
        set(k - 1, t, seconds, start, octets);
      }
    }
  }

  private void sortMany(byte[] data) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> compare(a, b, data));
    RowList sorted = new RowList();
    for (int i : order) {
      sorted.add(type[i], ttl[i], from[i], length[i]);
    }
    type = sorted.type;
    ttl = sorted.ttl;
    from = sorted.from;
    length = sorted.length;
  }

  void drop(int i) {
    count--;
    for (int k = i; k < count; k++) {
      set(k, type[k + 1], ttl[k + 1], from[k + 1], length[k + 1]);
    }
  }
}
