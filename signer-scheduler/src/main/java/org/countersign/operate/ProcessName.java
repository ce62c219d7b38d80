package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, named so that no other process ever has the same name: {@code host pid 12 of SPACE
 * since START}.
 *
 * @param host for people; two machines may well have one name, so nothing is decided by it
 * @param space which process numbers are meant: the running kernel (its boot id) and the pid
 *     namespace, for containers count anew
 * @param start when the process began, in the kernel's ticks: numbers are given again
 */
record ProcessName(String host, long pid, String space, long start) {
  private static final Pattern FORM =
      Pattern.compile("(\\S+) pid (\\d{1,18}) of (\\S+) since (\\d{1,18})");
  private static final Path PROC = Path.of("/proc");

  /** This process. */
  static ProcessName own() {
    long pid = ProcessHandle.current().pid();
    return of(pid).orElse(new ProcessName("localhost", pid, "unknown", 0));
  }

  /** A living process of this machine; empty if there is none, or nothing is known of it. */
  static Optional<ProcessName> of(long pid) {
    try {
      String host = Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
      return start(pid).map(start -> new ProcessName(host, pid, ourSpace(), start));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  static Optional<ProcessName> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new ProcessName(
                form.group(1),
                Long.parseLong(form.group(2)),
                form.group(3),
                Long.parseLong(form.group(4))))
        : Optional.empty();
  }

  /** Whether it is certain that it has ended: of other machines and containers nothing is. */
  boolean hasEnded() {
    try {
      return space.equals(ourSpace()) && start(pid).filter(now -> now == start).isEmpty();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static String ourSpace() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String numbers = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      return boot + "/" + numbers.replaceAll("\\D", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** When the process began (proc(5), field 22 of stat); empty if it has ended. */
  private static Optional<Long> start(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
    } catch (IOException e) {
      return Optional.empty(); // ENOENT and ESRCH: gone
    }
    // the name in parentheses may hold anything, parentheses too
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    boolean ended = fields[0].equals("Z") || fields[0].equals("X");
    return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
  }

  @Override
  public String toString() {
    return host + " pid " + pid + " of " + space + " since " + start;
  }
}
