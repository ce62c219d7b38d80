package org.countersign.transfer;

import java.util.Arrays;

/**
 * The names of one message so far, for compression (RFC 1035 section 4.1.4): writes a name as its
 * first labels and a pointer to where the rest stands already.
 */
final class NameTable {
  /** A pointer has 14 bits. */
  static final int REACH = 1 << 14;

  private static final int SLOTS = 1 << 12;
  private static final int MOST = 3 * SLOTS / 4;

  private final byte[] message;
  private final int[] hashes = new int[SLOTS];
  private final short[] places = new short[SLOTS]; // 0: a free slot, as no name is in the header
  private final int[] labels = new int[128];
  private final int[] suffixes = new int[128];
  private int used;

  NameTable(byte[] message) {
    this.message = message;
  }

  void clear() {
    Arrays.fill(places, (short) 0);
    used = 0;
  }

  /**
   * Writes the canonical wire-format name {@code wire[from..]} into the message at {@code at}.
   *
   * @return the octet after it
   */
  int write(byte[] wire, int from, int at) {
    int count = 0;
    int next = from;
    while (wire[next] != 0) {
      labels[count++] = next;
      next += wire[next] + 1;
    }
    labels[count] = next;
    int hash = 1;
    for (int i = count - 1; i >= 0; i--) {
      for (int o = labels[i]; o < labels[i + 1]; o++) {
        hash = 31 * hash + wire[o];
      }
      hash *= 0x9E3779B1; // spreads what the sum above leaves in the low bits
      suffixes[i] = hash;
    }
    for (int i = 0; i < count; i++) {
      int found = find(wire, labels[i], suffixes[i]);
      if (found > 0) {
        message[at] = (byte) (0xc0 | found >> 8);
        message[at + 1] = (byte) found;
        return at + 2;
      }
      if (at < REACH && used < MOST) {
        remember(suffixes[i], at);
      }
      int length = labels[i + 1] - labels[i];
      System.arraycopy(wire, labels[i], message, at, length);
      at += length;
    }
    message[at] = 0;
    return at + 1;
  }

  private int find(byte[] wire, int label, int hash) {
    for (int slot = slot(hash); places[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
      if (hashes[slot] == hash && stands(wire, label, places[slot])) {
        return places[slot];
      }
    }
    return 0;
  }

  private void remember(int hash, int at) {
    int slot = slot(hash);
    while (places[slot] != 0) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    hashes[slot] = hash;
    places[slot] = (short) at;
    used++;
  }

  private static int slot(int hash) {
    return hash >>> 20;
  }

  private boolean stands(byte[] wire, int label, int at) {
    while (true) {
      while ((message[at] & 0xc0) == 0xc0) {
        at = (message[at] & 0x3f) << 8 | message[at + 1] & 0xff;
      }
      int length = wire[label];
      if (!Arrays.equals(wire, label, label + length + 1, message, at, at + length + 1)) {
        return false;
      }
      if (length == 0) {
        return true;
      }
      label += length + 1;
      at += length + 1;
    }
  }
}
