package org.countersign.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.dns.Serial;
import org.countersign.release.ReleasedZone;
import org.countersign.step.Step;

/**
 * Publishes into a directory that name servers read: {@code <directory>/<zone>/<serial>.zone}, and
 * {@code current}, a symbolic link that is switched in one step.
 */
public final class DirectoryPublisher implements Publisher {
  /** The link to the newest zone. */
  static final String CURRENT = "current";

  private static final String TURN = ".turn";

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

  /**
   * Never goes back: releases only get newer serials (RFC 1982), so an older one comes from a node
   * that was asleep while another released, or that catches up.
   */
  @Override
  public String publish(ReleasedZone zone) throws IOException {
    Path home = Files.createDirectories(directory.resolve(ZoneDirectory.of(zone.origin())));
    DurableFile.sweep(home);
    Path file = home.resolve(zone.serial() + ".zone");
    synchronized (DirectoryPublisher.class) { // a process cannot lock against itself
      try (FileChannel turn =
              FileChannel.open(
                  home.resolve(TURN), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = turn.lock()) {
        Optional<Serial> current = current(home);
        if (lock.isValid() && current.filter(c -> c.isNewerThan(zone.serial())).isEmpty()) {
          put(zone, home, file);
        }
      }
    }
    return home.resolve(CURRENT).toString();
  }

  private void put(ReleasedZone zone, Path home, Path file) throws IOException {
    if (!Files.exists(file)) {
      place(zone.artefact(), file);
    }
    switchTo(home, file);
    Step.LINK_SWITCHED.passed();
    retire(home, file);
  }

  /** The serial that is published; empty if none is, or something that is not ours. */
  private static Optional<Serial> current(Path home) throws IOException {
    Path link = home.resolve(CURRENT);
    if (!Files.isSymbolicLink(link)) {
      return Optional.empty();
    }
    Path target = home.resolve(Files.readSymbolicLink(link));
    String name = target.getFileName().toString();
    return Files.exists(target) && name.matches("\\d{1,10}\\.zone")
        ? Optional.of(new Serial(Long.parseLong(name.substring(0, name.length() - 5))))
        : Optional.empty();
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
