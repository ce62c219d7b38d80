package org.countersign.transfer;

import java.util.concurrent.atomic.AtomicInteger;

/** A thing that is let go when its last user is done with it; made with one user. */
abstract class Counted {
  private final AtomicInteger users = new AtomicInteger(1);

  /** One more user; false if the thing is gone already. */
  final boolean retain() {
    return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
  }

  /** One user less. */
  final void release() {
    int before = users.getAndUpdate(n -> Math.max(0, n - 1));
    if (before == 1) {
      letGo();
    } else if (before == 0) {
      throw new IllegalStateException(this + " was released more often than it was retained");
    }
  }

  abstract void letGo();
}
