package org.countersign.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that an argument names, there and readable; for {@code -} what came on standard input,
 * kept in a temporary file until this is closed.
 */
final class InputFile implements AutoCloseable {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Path path;
  private final boolean temporary;

  private InputFile(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * @throws picocli.CommandLine.ParameterException if there is no such file, or it is a directory
   * @throws AccessDeniedException if we may not read it
   */
  static InputFile open(Path named, OutputOptions output) throws IOException {
    if (named.equals(STANDARD_INPUT)) {
      Path copy = Files.createTempFile("countersign", ".zone");
      InputFile file = new InputFile(copy, true);
      try {
        Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        file.close();
        throw e;
      }
      return file;
    }
    return new InputFile(check(named, output), false);
  }

  /** The file as a stream; standard input is read as it comes. */
  static InputStream stream(Path named, OutputOptions output) throws IOException {
    return named.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(check(named, output));
  }

  /** The file itself, which may not be standard input. */
  static Path check(Path named, OutputOptions output) throws IOException {
    if (!Files.exists(named)) {
      throw output.wrongUsage("there is no file " + named);
    }
    if (Files.isDirectory(named)) {
      throw output.wrongUsage(named + " is a directory; a file is needed");
    }
    if (!Files.isReadable(named)) {
      throw new AccessDeniedException(named.toString());
    }
    return named;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
