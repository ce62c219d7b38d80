package org.countersign.validate.rules;

import java.util.Arrays;
import org.countersign.dns.Name;

/** The name servers of the current zone cut that lie at or below it, and which have an address. */
final class LocalServers {
  /** Takes servers without an address. */
  interface Sink {
    void server(String cut, String name);
  }

  private byte[] cut = new byte[0];
  private byte[] octets = new byte[1024];
  private int[] ends = new int[16];
  private boolean[] marked = new boolean[16];
  private int count;

  void begin(byte[] cutWire, int length) {
    count = 0;
    if (cut.length != length) {
      cut = new byte[length];
    }
    System.arraycopy(cutWire, 0, cut, 0, length);
  }

  void add(byte[] data, int from, int to) {
    int start = count == 0 ? 0 : ends[count - 1];
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      marked = Arrays.copyOf(marked, count * 2);
    }
    if (start + to - from > octets.length) {
      octets = Arrays.copyOf(octets, 2 * (start + to - from));
    }
    System.arraycopy(data, from, octets, start, to - from);
    ends[count] = start + to - from;
    marked[count++] = false;
  }

  /** Notes that a name has an address; whether it is one of the servers. */
  boolean mark(byte[] wire, int length) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(octets, start, ends[i], wire, 0, length)) {
        marked[i] = true;
        return true;
      }
      start = ends[i];
    }
    return false;
  }

  /** Gives the servers without an address, and forgets all. */
  void unmarked(Sink sink) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (!marked[i]) {
        sink.server(Name.text(cut, 0), Name.text(octets, start));
      }
      start = ends[i];
    }
    count = 0;
  }
}
