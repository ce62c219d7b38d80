package org.countersign.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Where an embedded database lives: {@code postgres} in the data directory. Root in a container
 * that forbids user namespaces has to run it as nobody, who may not pass a directory such as {@code
 * /root}; there it is a link to a place that nobody can reach.
 */
final class EmbeddedHome {
  private static final Path REACHABLE = Path.of("/var/lib");

  private EmbeddedHome() {}

  /** The home in a data directory, made where it is missing; free of links. */
  static Path in(Path dataDirectory) throws IOException {
    Files.createDirectories(dataDirectory);
    Path home = dataDirectory.toRealPath().resolve("postgres");
    if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
      if (ProgramRunner.becomesNobody(dataDirectory) && !everybodyPasses(home.getParent())) {
        link(home);
      } else {
        Files.createDirectories(home);
      }
    }
    return home.toRealPath();
  }

  private static void link(Path home) throws IOException {
    Path reachable = Files.createTempDirectory(REACHABLE, "countersign-");
    try {
      Files.createSymbolicLink(home, reachable);
    } catch (FileAlreadyExistsException e) {
      Files.delete(reachable); // another process was faster
    }
  }

  private static boolean everybodyPasses(Path directory) throws IOException {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }
}
