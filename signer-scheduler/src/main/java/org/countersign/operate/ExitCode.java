package org.countersign.operate;

/** What the process says when it ends. */
final class ExitCode {
  static final int DONE = 0;

  /** A rule refused; the findings say which and why. */
  static final int REFUSED = 1;

  /** Wrong usage: arguments or settings to mend. */
  static final int USAGE = 2;

  /** The world is broken (database, vault, disk): mend that and try again. */
  static final int BROKEN = 3;

  private ExitCode() {}
}
