package org.countersign.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as tests about the project read them. */
final class ProjectFiles {
  private ProjectFiles() {}

  /** The folder that holds every module; tests run in a module's folder or in this one. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("signer-core")) && Files.exists(at.resolve("verify"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder with signer-core and verify above the tests");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every test source of every module. */
  static List<Path> testSources() {
    return Stream.of("db-migrations", "signer-core", "keystore-adapters", "signer-scheduler")
        .map(module -> root().resolve(module).resolve("src/test/java"))
        .filter(Files::isDirectory)
        .flatMap(ProjectFiles::javaFiles)
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
