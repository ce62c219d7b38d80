package org.countersign.keys.observe;

import java.time.Instant;

final class Dates {
  private Dates() {}

  static void inOrder(String server, Instant first, Instant last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "an observation of " + server + " ends at " + last + ", before it begins at " + first);
    }
  }
}
