package org.countersign.validate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The folder {@code shared} beside the project, with zones whose verdicts are known. */
final class Shared {
  private Shared() {}

  /** A file in it; the test is skipped where the folder is missing. */
  static Path file(String name) {
    for (Path dir = Path.of(System.getProperty("user.dir")); dir != null; dir = dir.getParent()) {
      Path shared = dir.resolve("shared");
      if (Files.isDirectory(shared.resolve("suites"))) {
        return shared.resolve(name);
      }
    }
    assumeTrue(false, "skipped: no folder named shared beside the project, so no " + name);
    throw new AssertionError();
  }

  /** The rows of a manifest, by column. */
  static List<Map<String, String>> manifest(String name) {
    try {
      List<String> lines = Files.readAllLines(file(name));
      String[] columns = lines.get(0).split("\t");
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
          row.put(columns[i], i < cells.length ? cells[i] : "");
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
