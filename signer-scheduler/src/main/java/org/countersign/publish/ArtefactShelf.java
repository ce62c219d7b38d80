package org.countersign.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.release.Shelf;
import org.countersign.sign.SignedCandidate;
import org.countersign.step.Step;

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
    name(candidate.artefact(), place);
    DurableFile.force(releases);
    Step.ARTEFACT_KEPT.passed();
    return data.relativize(place).toString();
  }

  /** A second name for the same file: what has both and is not in the ledger, see sweep. */
  private static void name(Path candidate, Path place) throws IOException {
    try {
      Files.createLink(place, candidate);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(candidate, place, StandardCopyOption.ATOMIC_MOVE); // no second names there
    }
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
   * Clears away what crashed runs left: candidates, and a candidate's second name among the
   * releases if the ledger does not know it. Any other file there that the ledger does not know is
   * set aside and not deleted, for a ledger may have been restored from before the release.
   *
   * @param places every place the ledger knows
   */
  public void sweep(Collection<String> places) throws IOException {
    Set<String> known = new HashSet<>(places);
    List<Path> unreleased = list(candidates);
    for (Path file : list(releases)) {
      if (!known.contains(data.relativize(file).toString())) {
        if (isOneOf(unreleased, file)) {
          Files.delete(file);
        } else {
          Path aside = Files.createDirectories(releases.resolveSibling("unknown"));
          Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    for (Path candidate : unreleased) {
      Files.deleteIfExists(candidate);
    }
  }

  private static boolean isOneOf(List<Path> files, Path file) throws IOException {
    for (Path other : files) {
      if (Files.isSameFile(other, file)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Deletes the artefacts of old releases; the ledger remembers them for ever.
   *
   * @param places every place the ledger knows, newest first
   * @param keep how many stay
   */
  public void retire(List<String> places, int keep) throws IOException {
    Set<String> old = new HashSet<>(places.subList(Math.min(keep, places.size()), places.size()));
    for (Path file : list(releases)) {
      if (old.contains(data.relativize(file).toString())) {
        Files.delete(file);
      }
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
