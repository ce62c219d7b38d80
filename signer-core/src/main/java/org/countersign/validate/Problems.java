package org.countersign.validate;

/** Hears of what a reader cannot read. */
@FunctionalInterface
interface Problems {
  /**
   * @param line the physical line, from 1; 0 where it is the whole file
   */
  void at(long line, String message);
}
