package org.countersign.validate;

import java.util.Optional;

/**
 * What reading an artefact to its end shows.
 *
 * @param length octets
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param records records read
 * @param markerFound whether the last line is a well-formed end marker
 * @param markerWrong what the marker states and the file does not hold, null if it holds
 * @param changed whether somebody wrote to the file while it was judged
 */
public record ReadFacts(
    long length,
    String sha256,
    long records,
    boolean markerFound,
    String markerWrong,
    boolean endsWithNewline,
    boolean changed) {
  /** What the end marker states and the file does not hold. */
  public Optional<String> wrongMarker() {
    return Optional.ofNullable(markerWrong);
  }
}
