package org.countersign.store;

/** A database that is not there, not reachable or not as needed: a broken world, not a bad zone. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
