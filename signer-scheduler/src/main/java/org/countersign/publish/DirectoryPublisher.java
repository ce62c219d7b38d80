package org.countersign.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.release.ReleasedZone;

/**
 * Publishes into a directory that name servers read: {@code <directory>/<zone>/<serial>.zone}, and
 * {@code current}, a symbolic link that is switched in one step.
 */
public final class DirectoryPublisher implements Publisher {
  /** The link to the newest zone. */
  static final String CURRENT = "current";

  private final Path directory;
  private final int keep;

  /**
   * @param keep published files that stay, the current one included
   */
  public DirectoryPublisher(Path directory, int keep) {
    this.directory = directory;
    this.keep = keep;
  }

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public String publish(ReleasedZone zone) throws IOException {
    Path home = Files.createDirectories(directory.resolve(ZoneDirectory.of(zone.origin())));
    Path file = home.resolve(zone.serial() + ".zone");
    if (!Files.exists(file)) {
      place(zone.artefact(), file);
    }
    switchTo(home, file);
    retire(home, file);
    return home.resolve(CURRENT).toString();
  }

  /** A copy: whoever writes into the published file does not write into the artefact. */
  private static void place(Path artefact, Path file) throws IOException {
    try (DurableFile copy = DurableFile.create(file);
        InputStream in = Files.newInputStream(artefact)) {
      in.transferTo(copy.stream());
      copy.commit();
    }
  }

  private static void switchTo(Path home, Path file) throws IOException {
    Path next = home.resolve(".current.next");
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, file.getFileName());
    Files.move(
        next,
        home.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    DurableFile.force(home);
  }

  private void retire(Path home, Path current) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(home)) {
      files = all.filter(f -> f.toString().endsWith(".zone") && !f.equals(current)).toList();
    }
    List<Path> oldestLast =
        files.stream()
            .sorted(Comparator.comparing(DirectoryPublisher::modified).reversed())
            .toList();
    for (Path old : oldestLast.subList(Math.min(keep - 1, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static java.time.Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return java.time.Instant.EPOCH;
    }
  }
}
