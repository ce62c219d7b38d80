package org.countersign.keys.adopt;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;

/**
 * A key as it was found with the signer that is left.
 *
 * @param role as that signer wrote it down; empty: by the flags
 * @param goal likewise; empty: by the dates
 * @param handle where the private half is, in a vault of ours from now on; empty if there is none
 * @param createdAt empty if nobody wrote it down
 * @param reports what was written down of its records; those without a report are left out
 * @param predecessors the keys it takes over from
 */
public record FoundKey(
    Dnskey dnskey,
    Optional<KeyRole> role,
    Optional<Goal> goal,
    Optional<KeyHandle> handle,
    Optional<Instant> createdAt,
    Map<KeyRecord, Report> reports,
    Set<Fingerprint> predecessors) {
  public FoundKey {
    Map<KeyRecord, Report> sorted = new EnumMap<>(KeyRecord.class);
    sorted.putAll(reports);
    reports = Collections.unmodifiableMap(sorted);
    predecessors = Set.copyOf(predecessors);
  }

  /** A key of which nothing is known but that it is there. */
  public static FoundKey unreported(Dnskey dnskey, Optional<KeyHandle> handle) {
    return new FoundKey(
        dnskey, Optional.empty(), Optional.empty(), handle, Optional.empty(), Map.of(), Set.of());
  }

  /** The same key with the flags it is served with. */
  FoundKey as(Dnskey served) {
    return new FoundKey(served, role, goal, handle, createdAt, reports, predecessors);
  }

  Fingerprint fingerprint() {
    return dnskey.fingerprint();
  }

  Optional<Report> report(KeyRecord record) {
    return Optional.ofNullable(reports.get(record));
  }
}
