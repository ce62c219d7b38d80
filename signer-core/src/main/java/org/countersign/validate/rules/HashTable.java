package org.countersign.validate.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many 20-octet hashes with a number each, 24 octets an entry, and their ascending order. */
final class HashTable {
  private static final int BLOCK = 1 << 14;

  private final List<byte[]> hashes = new ArrayList<>();
  private final List<int[]> notes = new ArrayList<>();
  private int count;
  private int[] order;

  void add(byte[] hash, int from, int note) {
    int place = count % BLOCK;
    if (place == 0) {
      hashes.add(new byte[BLOCK * 20]);
      notes.add(new int[BLOCK]);
    }
    System.arraycopy(hash, from, hashes.get(count / BLOCK), place * 20, 20);
    notes.get(count / BLOCK)[place] = note;
    count++;
  }

  int size() {
    return count;
  }

  /** The note of the {@code i}-th hash in ascending order. */
  int note(int i) {
    return notes.get(order[i] / BLOCK)[order[i] % BLOCK];
  }

  /** The {@code i}-th hash in ascending order. */
  byte[] hash(int i) {
    int at = order[i] % BLOCK * 20;
    return Arrays.copyOfRange(block(order[i]), at, at + 20);
  }

  private byte[] block(int entry) {
    return hashes.get(entry / BLOCK);
  }

  /** Orders the hashes: by their first bits into buckets, each of which is small, then in them. */
  void sort() {
    int bits = Math.max(8, Math.min(20, 30 - Integer.numberOfLeadingZeros(Math.max(count, 1))));
    int[] ends = new int[(1 << bits) + 1];
    for (int i = 0; i < count; i++) {
      ends[bucket(i, bits) + 1]++;
    }
    for (int b = 0; b < 1 << bits; b++) {
      ends[b + 1] += ends[b];
    }
    order = new int[count];
    for (int i = 0; i < count; i++) {
      order[ends[bucket(i, bits)]++] = i;
    }
    for (int i = 1; i < count; i++) { // only neighbours within a bucket are out of order
      int entry = order[i];
      int k = i;
      for (; k > 0 && compareEntries(order[k - 1], entry) > 0; k--) {
        order[k] = order[k - 1];
      }
      order[k] = entry;
    }
  }

  private int bucket(int entry, int bits) {
    byte[] block = block(entry);
    int at = entry % BLOCK * 20;
    int first =
        (block[at] & 0xff) << 24
            | (block[at + 1] & 0xff) << 16
            | (block[at + 2] & 0xff) << 8
            | block[at + 3] & 0xff;
    return first >>> 32 - bits;
  }

  private int compareEntries(int a, int b) {
    int atA = a % BLOCK * 20;
    int atB = b % BLOCK * 20;
    return Arrays.compareUnsigned(block(a), atA, atA + 20, block(b), atB, atB + 20);
  }

  /** Compares the {@code i}-th hash here with the {@code k}-th of another table. */
  int compare(int i, HashTable other, int k) {
    int a = order[i];
    int b = other.order[k];
    int atA = a % BLOCK * 20;
    int atB = b % BLOCK * 20;
    return Arrays.compareUnsigned(block(a), atA, atA + 20, other.block(b), atB, atB + 20);
  }
}
