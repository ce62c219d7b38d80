package org.countersign.zone.text;

/** Zone text that cannot be read: where, what was found, what was needed. */
public final class ZoneTextException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long offset;

  /**
   * @param offset octet in the text at which the faulty record begins
   */
  ZoneTextException(long offset, String message) {
    super(message);
    this.offset = offset;
  }

  long offset() {
    return offset;
  }

  /** The same fault with its place in the message. */
  ZoneTextException at(String place) {
    return new ZoneTextException(offset, place + ": " + getMessage());
  }
}
