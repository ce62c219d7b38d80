package org.countersign.validate.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Type bitmaps by number: a zone has many names and few different bitmaps. */
final class BitmapTable {
  private final List<byte[]> bitmaps = new ArrayList<>();
  private int[] slots = new int[256];

  int number(byte[] data, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + data[i];
    }
    int slot = hash * 0x9e3779b9 >>> 8;
    for (slot &= slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      byte[] there = bitmaps.get(slots[slot] - 1);
      if (Arrays.equals(there, 0, there.length, data, from, to)) {
        return slots[slot] - 1;
      }
    }
    bitmaps.add(Arrays.copyOfRange(data, from, to));
    slots[slot] = bitmaps.size();
    if (bitmaps.size() * 2 > slots.length) {
      grow();
    }
    return bitmaps.size() - 1;
  }

  private void grow() {
    List<byte[]> all = new ArrayList<>(bitmaps);
    bitmaps.clear();
    slots = new int[slots.length * 4];
    all.forEach(b -> number(b, 0, b.length));
  }

  byte[] bitmap(int number) {
    return bitmaps.get(number);
  }
}
