package org.countersign.release;

/** No serial is newer than every one that secondaries may hold. */
public final class SerialException extends RuntimeException {
  SerialException(String message) {
    super(message);
  }
}
