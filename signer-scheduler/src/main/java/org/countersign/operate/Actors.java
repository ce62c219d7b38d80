package org.countersign.operate;

import java.util.Locale;

/** Who acts: the person for the audit trail, the process for leases. */
final class Actors {
  private Actors() {}

  /** The user, and the one behind sudo if there is one. */
  static String person() {
    String behind = System.getenv("SUDO_USER");
    String user = System.getProperty("user.name");
    return behind == null || behind.equals(user) ? user : behind + " as " + user;
  }

  /** The person behind {@link #person}: {@code ann} for {@code ann as root}. */
  static String human(String actor) {
    return actor.split(" as ", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** This process, by a name that no other process ever has. */
  static String process() {
    return ProcessName.own().toString();
  }
}
