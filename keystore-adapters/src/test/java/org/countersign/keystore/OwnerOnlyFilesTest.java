package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFilesTest {
  @TempDir Path directory;

  @Test
  void aFileIsReplacedWhole() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "much longer than the next");
    OwnerOnlyFiles.replace(file, new byte[] {1, 2, 3});
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  /** The rename fails, as the last of the steps that can. */
  @Test
  void aFailedReplacementLeavesTheOldAndNothingBeside() throws IOException {
    Path target = Files.createDirectory(directory.resolve("target"));
    Path held = Files.writeString(target.resolve("held"), "old");
    assertThatThrownBy(() -> OwnerOnlyFiles.replace(target, new byte[3]))
        .isInstanceOf(IOException.class);
    assertThat(held).hasContent("old");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(target));
  }
}
