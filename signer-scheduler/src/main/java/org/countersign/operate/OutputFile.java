package org.countersign.operate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.publish.DurableFile;

/** A file that a command will write, whole or not at all; asked before the work, not after it. */
final class OutputFile {
  /** What is written. */
  @FunctionalInterface
  interface Content<T> {
    T write(OutputStream stream) throws IOException;
  }

  private final Path path;

  private OutputFile(Path path) {
    this.path = path;
  }

  /**
   * @throws picocli.CommandLine.ParameterException if nothing can be written under that name
   * @throws AccessDeniedException if we may not write there
   */
  static OutputFile check(Path named, OutputOptions output) throws IOException {
    Path directory = named.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw output.wrongUsage("there is no directory " + directory + " for " + named + ": make it");
    }
    // A rename would put a file in the place of a device such as /dev/null.
    boolean special = directory.equals(Path.of("/dev")) || directory.startsWith("/proc");
    if (special || Files.exists(named) && !Files.isRegularFile(named)) {
      throw output.wrongUsage(named + " is not a regular file; name one, or one that is not there");
    }
    if (!Files.isWritable(directory)) {
      throw new AccessDeniedException(directory.toString());
    }
    return new OutputFile(named);
  }

  /**
   * @throws IOException if the disk does not take it; nothing of it is left then
   */
  <T> T write(Content<T> content) throws IOException {
    try (DurableFile file = DurableFile.create(path)) {
      // For whoever presses Ctrl-C: the file system does not clean up, and close is not reached.
      Thread cleaner = new Thread(() -> file.temporary().toFile().delete());
      Runtime.getRuntime().addShutdownHook(cleaner);
      T result = content.write(file.stream());
      file.commit();
      Runtime.getRuntime().removeShutdownHook(cleaner);
      return result;
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + path
              + ": "
              + e.getMessage()
              + "; nothing of it was left behind, and a file of that name is as it was",
          e);
    }
  }
}
