package org.countersign.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * A pipeline run.
 *
 * @param endedAt empty for one that is under way, or was killed
 * @param outcome {@code released}, {@code rejected}, {@code unchanged}, {@code held}, {@code
 *     failed}
 * @param serial what the zone's serial was then
 * @param message why it failed
 * @param millis by stage
 */
public record StoredRun(
    UUID id,
    Name zone,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<String> outcome,
    Optional<Serial> serial,
    Optional<String> message,
    Map<String, Long> millis) {
  public StoredRun {
    millis = Map.copyOf(millis);
  }
}
