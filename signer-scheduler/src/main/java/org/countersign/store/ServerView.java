package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.validate.KeyHistory.Served;

/**
 * What is known of one server of a zone, or of its parent, that was ever asked.
 *
 * @param asked as what it was asked
 * @param zone what it served last; empty for the parent's, and for one that never answered
 * @param parent what it answered last; empty for the zone's, and for one that never answered
 * @param failure its last failure, if it had one lately
 */
public record ServerView(
    NoAnswer.Asked asked,
    String server,
    Optional<Served> zone,
    Optional<ParentAnswer> parent,
    Optional<Failure> failure) {

  /** A failure, from the first of equal ones to the last. */
  public record Failure(String server, String message, Instant first, Instant last) {}

  /** When it last said something to count on. */
  public Optional<Instant> answeredAt() {
    return zone.map(Served::last).or(() -> parent.map(ParentAnswer::at));
  }

  /** Whether it failed when it was asked last. */
  public boolean failing() {
    return failure.isPresent()
        && answeredAt().map(at -> at.isBefore(failure.get().last())).orElse(true);
  }
}
