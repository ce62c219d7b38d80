package org.countersign.release;

import java.io.IOException;
import java.nio.file.Path;
import org.countersign.sign.SignedCandidate;

/** Where released artefacts are kept: a port to the file system. */
public interface Shelf {
  /**
   * Moves a candidate's artefact to its place for good, durably.
   *
   * @return the place, relative to the data directory
   */
  String keep(SignedCandidate candidate) throws IOException;

  /** Takes an artefact away that was kept for a release that is not to be. */
  void drop(String place) throws IOException;

  /** The file at a place. */
  Path path(String place);
}
