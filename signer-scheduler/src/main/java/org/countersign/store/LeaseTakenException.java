package org.countersign.store;

/** Another process has the zone: nothing is broken, and its turn ends. */
public final class LeaseTakenException extends StoreException {
  private static final long serialVersionUID = 1;

  public LeaseTakenException(String message) {
    super(message);
  }
}
