package org.countersign.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a large file's sorted parts begin. */
class SegmentsTest {
  @TempDir Path folder;

  private static void names(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      text.append(String.format("n%06d.example.\t3600\tIN\tNS\tns%d.example.net.%n", i, i));
    }
  }

  private List<Long> segments(CharSequence text) throws IOException {
    return Segments.of(Files.writeString(folder.resolve("zone"), text));
  }

  @Test
  void oneWhereAllIsInOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    names(text, 0, 20_000);

    assertThat(segments(text)).containsExactly(0L);
  }

  @Test
  void eachBeginsWithTheFirstLineThatFallsBack() throws IOException {
    StringBuilder text = new StringBuilder();
    names(text, 500, 20_000);
    text.append("; the rest\n");
    long second = text.length();
    names(text, 0, 7_000);
    long third = text.length();
    names(text, 100, 9_000);

    assertThat(segments(text)).containsExactly(0L, second, third);
  }

  @Test
  void noneWhereThereIsNoOrder() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      names(text, i * 7919 % 20_000, i * 7919 % 20_000 + 1);
    }

    assertThat(segments(text)).isEmpty();
  }
}
