package org.countersign.validate;

import java.util.concurrent.CancellationException;

/** The judging thread's answer to being interrupted: no verdict. */
final class Interruption {
  private Interruption() {}

  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted: the zone is not judged");
    }
  }
}
