package org.countersign.validate.rules;

import java.util.Arrays;

/** Numbers in the order they came. */
final class IntList {
  private int[] values = new int[16];
  private int count;

  void add(int value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  int size() {
    return count;
  }

  int get(int i) {
    return values[i];
  }
}
