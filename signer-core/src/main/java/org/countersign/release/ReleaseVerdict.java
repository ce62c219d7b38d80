package org.countersign.release;

import java.util.Locale;

/** How a release got past the gate. */
public enum ReleaseVerdict {
  APPROVED,
  /** A content limit was overridden by two people with a reason. */
  OVERRIDDEN;

  /** The name in JSON and in the database: {@code approved}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is no such verdict
   */
  public static ReleaseVerdict parse(String text) {
    for (ReleaseVerdict verdict : values()) {
      if (verdict.text().equals(text)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a release's verdict: approved and overridden are");
  }
}
