package org.countersign.keys.rollover;

import java.time.Instant;

/**
 * One way out of an emergency, for an operator to choose.
 *
 * @param gone when no cache takes the key for good any more, at the earliest
 * @param cost what it costs, in words
 */
public record EmergencyChoice(Kind kind, Instant gone, String cost) {
  /** What to do with the DNSKEY of a key that is compromised or lost. */
  public enum Kind {
    /** A successor signs as soon as it may; the DNSKEY goes once nothing in a cache needs it. */
    KEEP_UNTIL_SAFE,
    /** A successor signs as soon as it may; the DNSKEY goes with the same release. */
    REMOVE_NOW
  }
}
