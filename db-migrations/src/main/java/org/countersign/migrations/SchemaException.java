package org.countersign.migrations;

/** A database whose schema is not what this build needs, or that cannot be brought there. */
public class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
