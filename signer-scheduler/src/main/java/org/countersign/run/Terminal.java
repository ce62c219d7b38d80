package org.countersign.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person reads along. */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether standard error is a terminal. Java knows this of input and output together only, and a
   * report that goes to a file should still show its progress.
   */
  static boolean standardError() {
    try {
      String end = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return end.startsWith("/dev/pts/")
          || end.startsWith("/dev/tty")
          || end.equals("/dev/console");
    } catch (IOException e) {
      return System.console() != null; // a system without /proc
    }
  }
}
