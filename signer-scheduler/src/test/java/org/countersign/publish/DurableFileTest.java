package org.countersign.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path directory;

  @Test
  void appearsOnlyWhenItIsCommitted() throws IOException {
    Path target = directory.resolve("zone");
    try (DurableFile file = DurableFile.create(target)) {
      file.stream().write("new".getBytes(StandardCharsets.US_ASCII));
      assertThat(target).doesNotExist();
      file.commit();
    }
    assertThat(target).hasContent("new");
  }

  @Test
  void leavesTheFormerFileAndNoLitterWhenItIsNot() throws IOException {
    Path target = Files.writeString(directory.resolve("zone"), "former");
    try (DurableFile file = DurableFile.create(target)) {
      file.stream().write("half".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(target).hasContent("former");
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactly(target);
    }
  }

  @Test
  void saysWhichDirectoryIsMissing() {
    assertThatThrownBy(() -> DurableFile.create(directory.resolve("nowhere/zone")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }
}
