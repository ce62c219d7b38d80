package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.alert.AlertDesk;
import org.countersign.dns.Name;
import org.countersign.store.AlertCondition;
import org.countersign.store.AlertKey;
import org.countersign.store.DueWork;

/** What about a node, or about all of them, is trouble that somebody must know of. */
final class NodeAlerts {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration WAITING = Duration.ofMinutes(10);

  private final AlertDesk desk;
  private final String host;
  private final Path data;
  private final long diskFree;

  /**
   * @param host the node's name that stays the same over restarts
   */
  NodeAlerts(AlertDesk desk, String host, Path data, AlertsConfig config) {
    this.desk = desk;
    this.host = host;
    this.data = data;
    this.diskFree = config.diskFree() * 1_000_000L;
  }

  void disk() {
    desk.report(AlertKey.of(AlertCondition.DISK, host), full());
  }

  private Optional<String> full() {
    try {
      long free = Files.getFileStore(data).getUsableSpace();
      return free >= diskFree
          ? Optional.empty()
          : Optional.of("only " + free / 1_000_000 + " MB are free for " + data + " on " + host);
    } catch (IOException e) {
      return Optional.of("the space for " + data + " on " + host + " is not known: " + e);
    }
  }

  void clock(Instant ours, Instant databases) {
    Duration ahead = Duration.between(databases, ours);
    boolean wrong = ahead.abs().compareTo(SKEW) > 0;
    desk.report(
        AlertKey.of(AlertCondition.CLOCK, host),
        wrong
            ? Optional.of(
                "the clock of " + host + " says " + ours + ", the database's " + databases)
            : Optional.empty());
  }

  /** Work that nobody has begun in good time: nodes are missing, or unfit. */
  void queue(List<DueWork> due, Instant now) {
    Optional<DueWork> oldest =
        due.stream()
            .filter(work -> work.attempts() == 0)
            .filter(work -> work.wantedAt().plus(WAITING).isBefore(now))
            .findFirst();
    desk.report(
        AlertKey.of(AlertCondition.QUEUE, ""),
        oldest.map(
            work -> work.kind().text() + " of " + work.zone() + " waits since " + work.wantedAt()));
  }

  /**
   * @param troubles by zone, why its newest release is not in service here
   */
  void publishers(Iterable<Name> zones, Map<Name, String> troubles) {
    for (Name zone : zones) {
      desk.report(
          AlertKey.of(AlertCondition.PUBLISHER, zone, host),
          Optional.ofNullable(troubles.get(zone)).map(why -> zone + " on " + host + ": " + why));
    }
  }
}
