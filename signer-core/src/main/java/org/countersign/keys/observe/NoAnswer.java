package org.countersign.keys.observe;

import java.time.Instant;

/**
 * A server that was asked and said nothing to count on: no answer in time, an error, or an answer
 * without authority (a lame server).
 *
 * @param why what it did instead, in words, without the server's name
 */
public record NoAnswer(Asked asked, String server, String why, Instant at) {
  /** As what the server was asked. */
  public enum Asked {
    ZONE,
    PARENT;

    /** The name in the database: {@code zone}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
