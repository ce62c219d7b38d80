package org.countersign.operate;

import org.countersign.store.Hold;

/** Holds for people. */
final class HoldsText {
  private HoldsText() {}

  /** {@code publish of example. is on hold by ann since … (reason), until …}. */
  static String sentence(Hold hold) {
    return hold.scope().text()
        + " of "
        + hold.zone()
        + (hold.resumedAt().isPresent() ? " was" : " is")
        + " on hold by "
        + hold.owner()
        + " since "
        + Moments.text(hold.since())
        + " ("
        + hold.reason()
        + "), "
        + hold.until().map(u -> "until " + Moments.text(u)).orElse("until somebody resumes it");
  }
}
