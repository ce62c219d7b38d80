package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who acts: the person for the audit trail, the process for leases. */
final class Actors {
  private static final String PID = " pid ";

  private Actors() {}

  /** The user, and the one behind sudo if there is one. */
  static String person() {
    String behind = System.getenv("SUDO_USER");
    String user = System.getProperty("user.name");
    return behind == null || behind.equals(user) ? user : behind + " as " + user;
  }

  /** Host and process. */
  static String process() {
    return host() + PID + ProcessHandle.current().pid();
  }

  /**
   * Whether the process of this host that {@code owner} names has ended; false for those of other
   * hosts, of which nothing is known here.
   */
  static boolean hasEnded(String owner) {
    String ours = host() + PID;
    if (!owner.startsWith(ours) || !owner.substring(ours.length()).matches("\\d{1,18}")) {
      return false;
    }
    long pid = Long.parseLong(owner.substring(ours.length()));
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
