package org.countersign.keys;

/** A vault that cannot do what was asked: locked, gone, full, or not holding the key. */
public class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public VaultException(String message) {
    super(message);
  }

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
