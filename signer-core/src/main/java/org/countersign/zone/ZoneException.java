package org.countersign.zone;

/** Data from which no zone can be made. */
public final class ZoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ZoneException(String message) {
    super(message);
  }
}
