package org.countersign.observe;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param timeout for one question, over UDP and TCP together
 * @param attempts how often a question is put before the server counts as silent
 */
public record Patience(Duration timeout, int attempts) {
  /** Six seconds for a server that is dead. */
  public static final Patience USUAL = new Patience(Duration.ofSeconds(2), 3);

  public Patience {
    if (timeout.isNegative() || timeout.isZero() || attempts < 1) {
      throw new IllegalArgumentException(
          attempts + " attempts of " + timeout + " each: at least one and some time are needed");
    }
  }
}
