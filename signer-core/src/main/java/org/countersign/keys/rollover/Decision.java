package org.countersign.keys.rollover;

import java.time.Instant;
import org.countersign.keys.KeyId;

/** The outcome for one record of one key: a line of {@code key explain}. */
public record Decision(KeyId key, KeyRecord record, Outcome outcome) {
  /** The line for people, without the key. */
  public String text() {
    String says;
    if (outcome instanceof Outcome.Advance a) {
      says = "moves to " + a.bundle().to();
    } else if (outcome instanceof Outcome.WaitUntil w) {
      says = "waits until " + w.at() + ": " + w.why();
    } else if (outcome instanceof Outcome.WaitFor w) {
      says = "waits for " + w.evidence() + ": " + w.why();
    } else if (outcome instanceof Outcome.Blocked b) {
      says = "is kept by " + b.rule() + ": " + b.why();
    } else {
      says = "has nothing to do";
    }
    return record + " " + says;
  }

  /** When it may move, if only time is missing. */
  java.util.Optional<Instant> until() {
    return outcome instanceof Outcome.WaitUntil w
        ? java.util.Optional.of(w.at())
        : java.util.Optional.empty();
  }
}
