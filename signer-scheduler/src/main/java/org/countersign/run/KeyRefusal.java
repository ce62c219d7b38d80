package org.countersign.run;

/** Something asked of a zone's keys that a rule forbids; no key was changed. */
public final class KeyRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KeyRefusal(String message) {
    super(message);
  }
}
