package org.countersign.release;

/** The ledger refused a release: another writer has the zone, or the serial is taken. */
public final class NotReleasedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotReleasedException(String message) {
    super(message);
  }

  public NotReleasedException(String message, Throwable cause) {
    super(message, cause);
  }
}
