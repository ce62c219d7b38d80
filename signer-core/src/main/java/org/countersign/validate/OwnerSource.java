package org.countersign.validate;

/** Owners of a zone one by one in canonical order; the same object each time. */
@FunctionalInterface
public interface OwnerSource {
  /** The next owner, or null at the end. */
  OwnerNode next();
}
