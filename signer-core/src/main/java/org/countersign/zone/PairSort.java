package org.countersign.zone;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * Sorts pairs of a 64-bit prefix and a reference by unsigned prefix, then by what the references
 * stand for: a stable merge sort on two arrays, without an object a pair.
 */
public final class PairSort {
  /** Compares what two references stand for, where their prefixes are equal. */
  @FunctionalInterface
  public interface TieBreak {
    int compare(long a, long b);
  }

  private static final int SMALL = 24;
  private static final int ALONE = 1 << 13;

  private final long[] prefix;
  private final long[] ref;
  private final TieBreak ties;

  private PairSort(long[] prefix, long[] ref, TieBreak ties) {
    this.prefix = prefix;
    this.ref = ref;
    this.ties = ties;
  }

  /** Sorts both arrays, which have one length, in step. */
  public static void sort(long[] prefix, long[] ref, TieBreak ties, int threads) {
    PairSort pairs = new PairSort(prefix, ref, ties);
    if (pairs.sorted()) {
      return;
    }
    Range whole =
        pairs.new Range(new long[prefix.length], new long[prefix.length], 0, prefix.length);
    if (threads < 2 || prefix.length < ALONE) {
      whole.alone();
      return;
    }
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      pool.invoke(whole);
    } finally {
      pool.shutdown();
    }
  }

  private boolean sorted() {
    for (int i = 1; i < prefix.length; i++) {
      if (after(prefix[i - 1], ref[i - 1], prefix[i], ref[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean after(long prefixA, long refA, long prefixB, long refB) {
    int order = Long.compareUnsigned(prefixA, prefixB);
    return order != 0 ? order > 0 : ties.compare(refA, refB) > 0;
  }

  private final class Range extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient long[] sparePrefix;
    private final transient long[] spareRef;
    private final int from;
    private final int to;

    Range(long[] sparePrefix, long[] spareRef, int from, int to) {
      this.sparePrefix = sparePrefix;
      this.spareRef = spareRef;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from < ALONE) {
        alone();
      } else {
        invokeAll(half(from, middle()), half(middle(), to));
        merge();
      }
    }

    void alone() {
      if (to - from <= SMALL) {
        insertionSort();
      } else {
        half(from, middle()).alone();
        half(middle(), to).alone();
        merge();
      }
    }

    private Range half(int from, int to) {
      return new Range(sparePrefix, spareRef, from, to);
    }

    private int middle() {
      return (from + to) >>> 1;
    }

    private void insertionSort() {
      for (int i = from + 1; i < to; i++) {
        long p = prefix[i];
        long r = ref[i];
        int j = i - 1;
        while (j >= from && after(prefix[j], ref[j], p, r)) {
          prefix[j + 1] = prefix[j];
          ref[j + 1] = ref[j];
          j--;
        }
        prefix[j + 1] = p;
        ref[j + 1] = r;
      }
    }

    private void merge() {
      int middle = middle();
      if (!after(prefix[middle - 1], ref[middle - 1], prefix[middle], ref[middle])) {
        return;
      }
      int length = middle - from;
      System.arraycopy(prefix, from, sparePrefix, from, length);
      System.arraycopy(ref, from, spareRef, from, length);
      int left = from;
      int right = middle;
      int out = from;
      while (left < middle && right < to) {
        if (after(sparePrefix[left], spareRef[left], prefix[right], ref[right])) {
          prefix[out] = prefix[right];
          ref[out++] = ref[right++];
        } else {
          prefix[out] = sparePrefix[left];
          ref[out++] = spareRef[left++];
        }
      }
      System.arraycopy(sparePrefix, left, prefix, out, middle - left);
      System.arraycopy(spareRef, left, ref, out, middle - left);
    }
  }
}
