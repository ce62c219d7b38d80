package org.countersign.schedule;

/** This node lacks what a zone needs, a key in its vault for instance; another node may have it. */
public final class UnfitNodeException extends Exception {
  private static final long serialVersionUID = 1;

  public UnfitNodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
