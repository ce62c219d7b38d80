package org.countersign.dns;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A window on one packed RRset: type, TTL and its RDATA in canonical order, each as a 16-bit length
 * and that many octets in {@link #data} from {@link #at} on. A view is moved from set to set; who
 * keeps data longer copies it.
 */
public final class RrsetView {
  public int type;

  /** Seconds. */
  public int ttl;

  /** Records in the set. */
  public int count;

  public byte[] data;
  public int at;

  /** Where the packed RDATA ends. */
  public int end() {
    int end = at;
    for (int i = 0; i < count; i++) {
      end += 2 + length(data, end);
    }
    return end;
  }

  /** The 16-bit number at {@code at}. */
  public static int length(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  /** A copy of the n-th RDATA. */
  public byte[] rdata(int n) {
    int from = at;
    for (int i = 0; i < n; i++) {
      from += 2 + length(data, from);
    }
    return Arrays.copyOfRange(data, from + 2, from + 2 + length(data, from));
  }

  /** Whether the other view shows the same RDATA. */
  public boolean sameData(RrsetView other) {
    return count == other.count
        && Arrays.equals(data, at, end(), other.data, other.at, other.end());
  }

  /** Points this view at loose RDATA, which it sorts canonically; the same twice counts once. */
  public RrsetView set(int type, int ttl, List<byte[]> rdata) {
    TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    sorted.addAll(rdata);
    byte[] packed = new byte[sorted.stream().mapToInt(r -> r.length + 2).sum()];
    int to = 0;
    for (byte[] r : sorted) {
      packed[to++] = (byte) (r.length >> 8);
      packed[to++] = (byte) r.length;
      System.arraycopy(r, 0, packed, to, r.length);
      to += r.length;
    }
    this.type = type;
    this.ttl = ttl;
    this.count = sorted.size();
    this.data = packed;
    this.at = 0;
    return this;
  }
}
