package org.countersign.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Test zones of other projects, in a folder {@code shared/suites} beside the project. */
public final class SharedSuite {
  private SharedSuite() {}

  /** A file or folder of the suites, or a skipped test where the folder is missing. */
  public static Path demand(String path) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve("suites").resolve(path);
      if (Files.exists(found)) {
        return found;
      }
    }
    assumeTrue(false, "no folder ../shared/suites with " + path + " beside the project");
    throw new AssertionError("not reached");
  }
}
