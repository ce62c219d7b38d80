package org.countersign.store;

import java.util.Locale;

/** What a service does for a zone again and again. */
public enum WorkKind {
  /** The pipeline: pull, build, sign, judge, release, publish. */
  RUN,
  /**
   * The pipeline on the data accepted last: signatures are kept fresh whatever the registry does.
   */
  REFRESH,
  /** A step of the key state machine. */
  ROLLOVER,
  /** A look at what name servers and the parent serve. */
  OBSERVE,
  /** Clearing away what has been kept long enough. */
  RETAIN;

  /** The name in the database: {@code run}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WorkKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
