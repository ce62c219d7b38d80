package org.countersign.zone.text;

import java.util.Arrays;

/**
 * What a zone file's directives and earlier records mean for the records that follow (RFC 1035
 * section 5.1): origin, default TTL, last stated TTL, last owner.
 */
final class TextState implements Cloneable {
  /** No such value yet. */
  static final int NONE = -1;

  /** The current origin's canonical wire format. */
  byte[] origin;

  /** From {@code $TTL}, seconds (RFC 2308 section 4). */
  int defaultTtl = NONE;

  /** The last TTL a record stated, seconds. */
  int lastTtl = NONE;

  byte[] owner = new byte[255];

  /** 0 while there was no record. */
  int ownerLength;

  TextState(byte[] origin) {
    this.origin = origin;
  }

  /** The state as the middle of a large file is guessed to find it: only directives count. */
  TextState directivesOnly() {
    TextState guess = new TextState(origin);
    guess.defaultTtl = defaultTtl;
    return guess;
  }

  /** Whether text read from the other state's directives was read rightly from this one's. */
  boolean sameDirectives(TextState other) {
    return defaultTtl == other.defaultTtl && Arrays.equals(origin, other.origin);
  }

  TextState copy() {
    try {
      TextState copy = (TextState) super.clone();
      copy.owner = owner.clone();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
