package org.countersign.store;

/** Told how far an import is. */
@FunctionalInterface
public interface ImportProgress {
  /** Nobody listens. */
  ImportProgress NONE = (stage, done, total) -> {};

  /**
   * @param stage what is being done, for people: "reading names", "storing delegations"
   * @param total 0 where it is not known
   */
  void at(String stage, long done, long total);
}
