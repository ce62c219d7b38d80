package org.countersign.store;

import java.util.Locale;

/** What a hold stops. */
public enum HoldScope {
  /** Nothing new goes out; the last release stays. */
  PUBLISH,
  /** Keys stay in the states they are in. */
  ROLLOVER,
  /** The registry is not read; signatures of what is there are refreshed. */
  INGEST;

  /** The name on the command line: {@code publish}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is no such scope
   */
  public static HoldScope parse(String text) {
    for (HoldScope scope : values()) {
      if (scope.text().equals(text)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a scope of a hold: publish, rollover and ingest are");
  }
}
