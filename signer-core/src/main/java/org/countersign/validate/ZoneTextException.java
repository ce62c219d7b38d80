package org.countersign.validate;

/** One record of a zone file that cannot be read; the message is a sentence for people. */
final class ZoneTextException extends Exception {
  private static final long serialVersionUID = 1;

  ZoneTextException(String message) {
    super(message, null, false, false); // one for each bad line of a big file: no stack traces
  }
}
