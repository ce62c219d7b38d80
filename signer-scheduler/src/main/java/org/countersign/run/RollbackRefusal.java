package org.countersign.run;

/** A rollback that cannot be planned: the message says why, and what to say instead. */
public final class RollbackRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  RollbackRefusal(String message) {
    super(message);
  }
}
