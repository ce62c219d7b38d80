package org.countersign.zone.text;

/** Zone text that cannot be read: where, what was found, what was needed. */
public final class ZoneTextException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long offset;
  private final boolean placed;

  /**
   * @param offset octet in the text at which the faulty record begins
   */
  ZoneTextException(long offset, String message) {
    this(offset, message, false);
  }

  private ZoneTextException(long offset, String message, boolean placed) {
    super(message);
    this.offset = offset;
    this.placed = placed;
  }

  long offset() {
    return offset;
  }

  /** Whether the message says where. */
  boolean isPlaced() {
    return placed;
  }

  /** The same fault with its place in the message. */
  ZoneTextException at(String place) {
    return new ZoneTextException(offset, place + ": " + getMessage(), true);
  }
}
