package org.countersign.keys.rollover;

import java.time.Instant;

/** What one record does now, or what keeps it. */
public sealed interface Outcome {
  /** It moves, with what must move in the same release. */
  record Advance(Bundle bundle) implements Outcome {}

  /** Nothing but time is missing. */
  record WaitUntil(Instant at, String why) implements Outcome {}

  /** Somebody has to see, do or approve something. */
  record WaitFor(String evidence, String why) implements Outcome {}

  /** The chain of trust would break, or could. */
  record Blocked(SafetyRule rule, String why) implements Outcome {}

  /** It is where it is to be. */
  record NothingToDo() implements Outcome {}
}
