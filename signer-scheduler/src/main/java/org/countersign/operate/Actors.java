package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who acts: the person for the audit trail, the process for leases. */
final class Actors {
  private Actors() {}

  /** The user, and the one behind sudo if there is one. */
  static String person() {
    String behind = System.getenv("SUDO_USER");
    String user = System.getProperty("user.name");
    return behind == null || behind.equals(user) ? user : behind + " as " + user;
  }

  /** Host and process. */
  static String process() {
    return host() + " pid " + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
