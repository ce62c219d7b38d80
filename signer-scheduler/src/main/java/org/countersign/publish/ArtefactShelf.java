package org.countersign.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.release.Shelf;
import org.countersign.sign.SignedCandidate;

/**
 * One zone's artefacts in the data directory: {@code zones/<zone>/candidates} while they are
 * judged, {@code zones/<zone>/releases} for good.
 */
public final class ArtefactShelf implements Shelf {
  private static final String ENDING = ".zone";

  private final Path data;
  private final Path releases;
  private final Path candidates;

  /** The shelf of one zone below the data directory; its directories are made. */
  public ArtefactShelf(Path data, Name origin) throws IOException {
    this.data = data;
    Path zone = data.resolve("zones").resolve(ZoneDirectory.of(origin));
    this.releases = Files.createDirectories(zone.resolve("releases"));
    this.candidates = Files.createDirectories(zone.resolve("candidates"));
  }

  /** Where a run's candidate is written. */
  public Path candidate(String run) {
    return candidates.resolve(run + ENDING);
  }

  @Override
  public String keep(SignedCandidate candidate) throws IOException {
    // The digest is part of the name: a serial that a lost race used twice cannot overwrite.
    Path place =
        releases.resolve(candidate.serial() + "-" + candidate.sha256().substring(0, 12) + ENDING);
    if (Files.exists(place)) {
      throw new FileAlreadyExistsException(place.toString());
    }
    Files.move(candidate.artefact(), place, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.force(releases);
    return data.relativize(place).toString();
  }

  @Override
  public void drop(String place) throws IOException {
    Files.deleteIfExists(path(place));
  }

  @Override
  public Path path(String place) {
    return data.resolve(place);
  }

  /**
   * Clears away what crashed runs left. Candidates are deleted; a file among the releases that the
   * ledger does not know is set aside and not deleted, for a ledger may have been restored from
   * before the release.
   *
   * @param places every place the ledger knows
   */
  public void sweep(Collection<String> places) throws IOException {
    for (Path candidate : list(candidates)) {
      Files.deleteIfExists(candidate);
    }
    for (Path file : list(releases)) {
      if (!places.contains(data.relativize(file).toString())) {
        Path aside = Files.createDirectories(releases.resolveSibling("unknown"));
        Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /**
   * Deletes the artefacts of old releases; the ledger remembers them for ever.
   *
   * @param places every place the ledger knows, newest first
   * @param keep how many stay
   */
  public void retire(List<String> places, int keep) throws IOException {
    for (String place : places.subList(Math.min(keep, places.size()), places.size())) {
      drop(place);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
