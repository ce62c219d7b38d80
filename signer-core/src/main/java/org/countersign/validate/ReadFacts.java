package org.countersign.validate;

import java.util.Optional;

/**
 * What reading an artefact to its end shows.
 *
 * @param length octets
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 * @param records records read
 * @param markerFound whether the last line is a well-formed end marker
 * @param markerWrong what the marker states and the file does not hold, empty if it holds
 */
public record ReadFacts(
    long length,
    String sha256,
    long records,
    boolean markerFound,
    Optional<String> markerWrong,
    boolean endsWithNewline) {
  static ReadFacts of(ZoneTextReader reader) {
    EndMarker marker = reader.marker;
    Optional<String> wrong =
        marker == null || marker.holds()
            ? Optional.empty()
            : Optional.of(
                "states "
                    + marker.records()
                    + " records and digest "
                    + marker.sha256()
                    + ", the file before it has "
                    + marker.readRecords()
                    + " records and digest "
                    + marker.readSha256());
    return new ReadFacts(
        reader.position(),
        reader.sha256(),
        reader.records,
        marker != null,
        wrong,
        reader.endsWithNewline);
  }
}
