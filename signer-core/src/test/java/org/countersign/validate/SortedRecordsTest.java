package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorting by temporary files gives what sorting in memory gives. */
class SortedRecordsTest {
  /** Records with random keys, each numbered in its data. */
  private static final class RandomRecords extends RecordStream {
    private final Random random = new Random(3);
    private int left;

    RandomRecords(int count) {
      left = count;
      key = new byte[512];
      rdata = new byte[8];
    }

    @Override
    boolean next() {
      keyLength = random.nextInt(3);
      for (int i = 0; i < keyLength; i++) {
        key[i] = (byte) random.nextInt(256);
      }
      type = 1;
      recordClass = 1;
      ttl = 0xffff_ffffL;
      rdataLength = 4;
      for (int i = 0; i < 4; i++) {
        rdata[i] = (byte) (left >> 24 - 8 * i);
      }
      return --left >= 0;
    }
  }

  private static List<String> sorted(int count, int memory) {
    List<String> seen = new ArrayList<>();
    try (SortedRecords records = new SortedRecords(memory)) {
      records.addAll(new RandomRecords(count));
      for (int pass = 0; pass < 2; pass++) {
        seen.clear();
        try (RecordStream stream = records.stream()) {
          byte[] last = {};
          while (stream.next()) {
            byte[] key = Arrays.copyOf(stream.key, stream.keyLength);
            assertThat(Arrays.compareUnsigned(last, key)).isLessThanOrEqualTo(0);
            assertThat(stream.ttl).isEqualTo(0xffff_ffffL);
            last = key;
            seen.add(
                Arrays.toString(key)
                    + Arrays.toString(
                        Arrays.copyOfRange(
                            stream.rdata,
                            stream.rdataFrom,
                            stream.rdataFrom + stream.rdataLength)));
          }
        }
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5000})
  void theSameRecordsInTheSameOrder(int count) {
    List<String> inMemory = sorted(count, 1 << 24);
    List<String> byFiles = sorted(count, 1 << 12);

    assertThat(inMemory).hasSize(count);
    assertThat(byFiles).isEqualTo(inMemory);
  }
}
