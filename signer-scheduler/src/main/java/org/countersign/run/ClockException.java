package org.countersign.run;

/** A clock that nothing may be signed or published by. */
public final class ClockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClockException(String message) {
    super(message);
  }
}
