package org.countersign.release;

import java.util.Locale;

/** Why a release was made. */
public enum ReleaseKind {
  /** The registry's data, the policy or the keys changed. */
  REGULAR,
  /** Only signatures were made anew. */
  REFRESH,
  /** An earlier content was issued again under a newer serial. */
  ROLLBACK;

  /** The name in JSON and in the database: {@code regular}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  public static ReleaseKind parse(String text) {
    for (ReleaseKind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a kind of release: regular, refresh and rollback are");
  }
}
