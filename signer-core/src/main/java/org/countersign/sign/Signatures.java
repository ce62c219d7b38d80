package org.countersign.sign;

import java.util.Arrays;
import org.countersign.dns.RrsetView;

/**
 * The signatures of one range, packed in the order a {@link NameWalk} meets their RRsets; an RRset
 * has one by each key of its group, in the keys' order. An entry is expiration (4 octets),
 * inception (4), key number (1), length (2), signature.
 */
final class Signatures {
  private byte[] octets;
  private int end;

  Signatures(int capacity) {
    octets = new byte[capacity];
  }

  void add(int key, long expiration, long inception, byte[] signature, int from, int to) {
    int need = 11 + to - from;
    if (end + need > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(end + need, end + (end >> 1)));
    }
    RrsigFields.int32(octets, end, (int) expiration);
    RrsigFields.int32(octets, end + 4, (int) inception);
    octets[end + 8] = (byte) key;
    RrsigFields.int16(octets, end + 9, to - from);
    System.arraycopy(signature, from, octets, end + 11, to - from);
    end += need;
  }

  void addAll(Signatures other) {
    if (end + other.end > octets.length) {
      octets = Arrays.copyOf(octets, end + other.end);
    }
    System.arraycopy(other.octets, 0, octets, end, other.end);
    end += other.end;
  }

  /** Gives back the room that was not needed. */
  Signatures trimmed() {
    octets = Arrays.copyOf(octets, end);
    return this;
  }

  Reader reader() {
    return new Reader();
  }

  /** Reads the entries one after another. */
  final class Reader {
    private int at;
    private int next;

    /** Moves to the next entry. */
    void next() {
      at = next;
      next = at + 11 + RrsetView.length(octets, at + 9);
    }

    int expiration() {
      return RrsetView.length(octets, at) << 16 | RrsetView.length(octets, at + 2);
    }

    int inception() {
      return RrsetView.length(octets, at + 4) << 16 | RrsetView.length(octets, at + 6);
    }

    int key() {
      return octets[at + 8] & 0xff;
    }

    byte[] array() {
      return octets;
    }

    /** Where the signature stands in {@link #array}. */
    int from() {
      return at + 11;
    }

    int to() {
      return next;
    }
  }
}
