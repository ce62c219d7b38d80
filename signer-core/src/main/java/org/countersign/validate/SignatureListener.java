package org.countersign.validate;

/** Hears of signatures that do not verify, on any thread. */
public interface SignatureListener {
  /**
   * @param owner presentation format
   * @param disagreed whether one provider took the signature and the other did not
   */
  void bogus(String owner, int covered, int algorithm, int tag, boolean disagreed);
}
