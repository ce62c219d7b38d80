package org.countersign.release;

import java.util.Optional;
import java.util.OptionalLong;
import org.countersign.dns.Serial;

/**
 * What a release was made from.
 *
 * @param snapshot the registry snapshot's id
 * @param revision the registry's revision of the zone in it
 * @param serial the release it goes on from (refresh) or back to (rollback)
 */
public record ReleaseBasis(
    Optional<String> snapshot, OptionalLong revision, Optional<Serial> serial) {
  public ReleaseBasis {
    if (snapshot.isEmpty() && serial.isEmpty()) {
      throw new IllegalArgumentException(
          "a release is based on a snapshot or on an earlier release; neither is named");
    }
  }

  public static ReleaseBasis snapshot(String id, long revision) {
    return new ReleaseBasis(Optional.of(id), OptionalLong.of(revision), Optional.empty());
  }

  public static ReleaseBasis release(Serial serial) {
    return new ReleaseBasis(Optional.empty(), OptionalLong.empty(), Optional.of(serial));
  }

  /** For people and JSON: {@code serial 12}, {@code snapshot 00000003-1 at revision 7}. */
  @Override
  public String toString() {
    String from = snapshot.map(id -> "snapshot " + id).orElse("");
    if (revision.isPresent()) {
      from += " at revision " + revision.getAsLong();
    }
    String on = serial.map(s -> "serial " + s).orElse("");
    return from.isEmpty() || on.isEmpty() ? from + on : from + ", " + on;
  }
}
