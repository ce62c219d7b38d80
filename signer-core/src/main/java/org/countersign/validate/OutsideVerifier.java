package org.countersign.validate;

import java.nio.file.Path;
import java.time.Instant;
import org.countersign.dns.Name;

/** Somebody else's verifier, asked about the artefact on disk. */
public interface OutsideVerifier {
  /** How people call it: the command. */
  String name();

  /**
   * Asks for an opinion and waits for it; the implementation keeps the time limit.
   *
   * @param at the instant the signatures are judged at
   * @throws RuntimeException if the verifier cannot be run; the gate takes that as a no
   */
  Opinion ask(Path artefact, Name origin, Instant at);

  /**
   * An answer.
   *
   * @param yes whether the verifier accepts the zone
   * @param message what it said: exit code and last lines, or that it ran out of time
   */
  record Opinion(boolean yes, String message) {}
}
