package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.keys.rollover.Decision;
import org.countersign.keys.rollover.ExpectedMove;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.ServerView;
import org.countersign.store.StoredOverride;
import org.countersign.store.StoredPublication;
import org.countersign.store.StoredRun;

/**
 * How a zone is at an instant.
 *
 * @param release what is in service; empty for a zone never released
 * @param lastRun that ended; empty if none has
 * @param findings of the last run
 * @param underWay a run without an end: it runs now, or was killed
 * @param overrides that are asked for or approved, and neither used nor over
 * @param publications what each publisher of each node has in service
 * @param servers every server of the zone and of its parent that was ever asked
 * @param rollovers what records of keys wait for, without those that are where they are to be
 * @param nextMoves with their earliest times
 */
record ZoneStatus(
    Name origin,
    Instant now,
    Optional<ReleaseRecord> release,
    List<Hold> holds,
    Optional<StoredRun> lastRun,
    List<Finding> findings,
    Optional<StoredRun> underWay,
    List<StoredOverride> overrides,
    List<StoredPublication> publications,
    List<ServerView> servers,
    List<Decision> rollovers,
    List<ExpectedMove> nextMoves) {

  Optional<Duration> age() {
    return release.map(r -> Duration.between(r.releasedAt(), now));
  }

  /** By mnemonic of the covered type: the shortest life any signature has left. */
  Map<String, Duration> remaining() {
    Map<String, Duration> left = new java.util.TreeMap<>();
    release.ifPresent(
        r -> r.expirations().forEach((type, end) -> left.put(type, Duration.between(now, end))));
    return left;
  }

  /** The instant when signatures run out, if a hold keeps them from being refreshed until then. */
  Optional<Instant> runOut(Hold hold) {
    return release
        .flatMap(ReleaseRecord::signaturesEnd)
        .filter(end -> hold.scope() == HoldScope.PUBLISH);
  }
}
