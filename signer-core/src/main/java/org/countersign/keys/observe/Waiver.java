package org.countersign.keys.observe;

import java.time.Instant;

/**
 * An operator's word that a server is dead and is not waited for.
 *
 * @param reason for the audit trail
 */
public record Waiver(String server, Instant since, String reason) {
  public Waiver {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "a waiver of " + server + " has no reason: say why nobody can still be asking it");
    }
  }
}
