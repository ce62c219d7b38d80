package org.countersign.store;

import java.util.Locale;

/** What an alert is about; the id is the same in alerts, metrics and documentation. */
public enum AlertCondition {
  /** A rule refused: the former release stays, the serial does not move. */
  RUN_REJECTED(Severity.CRITICAL),
  /** A run could not be done: database, vault, disk. */
  RUN_FAILED(Severity.CRITICAL),
  /** A vault does not open, lacks a key, or signs wrongly. */
  VAULT(Severity.CRITICAL),
  /** Signatures in service run out sooner than they should. */
  SIGNATURE_LIFE(Severity.CRITICAL),
  /** Nothing was released for longer than is usual. */
  RELEASE_AGE(Severity.WARNING),
  /** A publisher does not take the newest release. */
  PUBLISHER(Severity.CRITICAL),
  /** What name servers serve is bad, late or different. */
  OBSERVED(Severity.CRITICAL),
  /** A key record cannot go on without an operator. */
  ROLLOVER(Severity.WARNING),
  /** A hold is old and has no end. */
  HOLD_FORGOTTEN(Severity.WARNING),
  /** Work waits for longer than it should. */
  QUEUE(Severity.CRITICAL),
  /** A disk is nearly full. */
  DISK(Severity.WARNING),
  /** A node's clock differs from the database's. */
  CLOCK(Severity.CRITICAL),
  /** The database with the signer's state cannot be used. */
  DATABASE(Severity.CRITICAL),
  /** A channel for alerts takes none. */
  ALERT_PATH(Severity.CRITICAL);

  /** How bad it is. */
  public enum Severity {
    WARNING,
    CRITICAL;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;

  AlertCondition(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The id: {@code RUN-REJECTED}. */
  public String id() {
    return name().replace('_', '-');
  }

  static AlertCondition parse(String id) {
    return valueOf(id.replace('-', '_'));
  }
}
