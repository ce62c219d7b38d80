package org.countersign.validate;

import java.util.Arrays;

/** The RRsets of one owner: runs of rows with one type, duplicates dropped (RFC 2181 section 5). */
final class RrsetList {
  int[] type = new int[8];
  long[] ttl = new long[8];
  boolean[] mixed = new boolean[8];
  int[] from = new int[8];
  int[] to = new int[8];
  int count;

  /** Cuts sorted rows into RRsets. */
  void gather(RowList rows, byte[] data) {
    for (int i = 0; i < rows.count; ) {
      if (count > 0 && type[count - 1] == rows.type[i]) {
        int last = count - 1;
        mixed[last] |= rows.ttl[i] != ttl[last];
        ttl[last] = Math.max(ttl[last], rows.ttl[i]);
        if (rows.compare(i - 1, i, data) == 0) {
          rows.drop(i);
        } else {
          to[last] = ++i;
        }
      } else {
        start(rows.type[i], rows.ttl[i], i);
        i++;
      }
    }
  }

  private void start(int t, long seconds, int row) {
    if (count == type.length) {
      type = Arrays.copyOf(type, count * 2);
      ttl = Arrays.copyOf(ttl, count * 2);
      mixed = Arrays.copyOf(mixed, count * 2);
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
    }
    type[count] = t;
    ttl[count] = seconds;
    mixed[count] = false;
    from[count] = row;
    to[count++] = row + 1;
  }
}
