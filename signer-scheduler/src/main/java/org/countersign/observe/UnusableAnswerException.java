package org.countersign.observe;

/** A server's answer, or its silence, that is no observation; the message says what it did. */
final class UnusableAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableAnswerException(String what) {
    super(what);
  }
}
