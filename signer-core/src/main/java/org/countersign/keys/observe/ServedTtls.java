package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The highest TTLs that were really served since a change, and those before it that caches may
 * still have been counting down at the change: what a policy says today is not what a cache took
 * yesterday (.nz 2023).
 */
public class ServedTtls {
  private final Observations seen;
  private final Instant now;

  public ServedTtls(Observations seen, Instant now) {
    this.seen = seen;
    this.now = now;
  }

  /** TTLkey since a change of the DNSKEY RRset, at least the policy's. */
  public Duration dnskey(Instant change, Duration policy) {
    Duration highest = released(change, policy, ReleaseFact::dnskeyTtl);
    for (ZoneObservation o : seen.zone()) {
      if (!o.last().plus(o.dnskeyTtl()).isBefore(change)) {
        highest = pick(highest, o.dnskeyTtl());
      }
    }
    return highest;
  }

  /** TTLsig since a change of signatures, at least the policy's. */
  public Duration signed(Instant change, Duration policy) {
    return released(change, policy, ReleaseFact::maxTtl);
  }

  /** TTLds since a change of the DS RRset, at least the policy's. */
  public Duration ds(Instant change, Duration policy) {
    Duration highest = policy;
    for (ParentObservation o : seen.parent()) {
      if (servedUntil(o).map(end -> !end.plus(o.ttl()).isBefore(change)).orElse(true)) {
        highest = pick(highest, o.ttl());
      }
    }
    return highest;
  }

  /** When its server was asked next; what it said in between nobody saw. */
  private Optional<Instant> servedUntil(ParentObservation row) {
    return seen.parent().stream()
        .filter(o -> o.server().equals(row.server()) && o.at().isAfter(row.at()))
        .map(ParentObservation::at)
        .min(Instant::compareTo);
  }

  private Duration released(Instant change, Duration policy, Function<ReleaseFact, Duration> of) {
    Duration highest = policy;
    List<ReleaseFact> releases = seen.releases();
    for (int i = 0; i < releases.size(); i++) {
      Duration ttl = of.apply(releases.get(i));
      // only a TTL that would change the answer is worth the question until when it was served
      if (!pick(highest, ttl).equals(highest)
          && servedUntil(i).map(end -> !end.plus(ttl).isBefore(change)).orElse(true)) {
        highest = pick(highest, ttl);
      }
    }
    return highest;
  }

  /** When the last server was seen to have left a release for its successor. */
  private Optional<Instant> servedUntil(int release) {
    if (release == seen.releases().size() - 1) {
      return Optional.empty();
    }
    return new ZoneSightings(seen).of(seen.releases().get(release + 1).serial(), now).since();
  }

  protected Duration pick(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
