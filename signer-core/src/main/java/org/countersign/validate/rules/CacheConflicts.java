package org.countersign.validate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.validate.KeyHistory;

/**
 * Whether a release's keys go with every version of them that caches may hold. A function of what
 * was released and seen; what the release has in common with the newest one is not judged anew.
 */
public final class CacheConflicts {
  private final KeyHistory history;
  private final Instant at;
  private final Map<Fingerprint, Integer> published;
  private final Map<Fingerprint, Integer> signing;
  private final List<CachedKeys> versions;

  /**
   * @param at when the release is judged
   * @param published the algorithm of each key in its DNSKEY RRset
   * @param signing the algorithm of each key that signs its data
   */
  public CacheConflicts(
      KeyHistory history,
      Instant at,
      Map<Fingerprint, Integer> published,
      Map<Fingerprint, Integer> signing) {
    this.history = history;
    this.at = at;
    this.published = Map.copyOf(published);
    this.signing = Map.copyOf(signing);
    this.versions = KeyVersions.of(history);
  }

  /**
   * A key that would make cached data bogus.
   *
   * @param where the version that caches may hold
   * @param until how long, in words
   */
  public record Conflict(Fingerprint key, String where, String until) {}

  /** Keys that begin to sign and are not in a DNSKEY RRset that a cache may hold. */
  public List<Conflict> unknownSigners() {
    Set<Fingerprint> begin = new HashSet<>(signing.keySet());
    newest().ifPresent(p -> begin.removeAll(p.zoneSigners()));
    begin.removeIf(key -> !history.demands(signing.get(key)));
    List<Conflict> found = new ArrayList<>();
    for (Fingerprint key : begin) {
      int algorithm = signing.get(key);
      versions.stream()
          .filter(v -> v.keysCached(at, more()) && !v.published().containsKey(key))
          .filter(v -> !CachedKeys.spared(algorithm, v.published(), signing))
          .max(CacheConflicts::longer)
          .ifPresent(v -> found.add(new Conflict(key, v.where(), v.until(v.keyTtl(), more()))));
    }
    return found;
  }

  /** Keys that are published no more and made signatures that a cache may hold. */
  public List<Conflict> goneTooEarly() {
    List<Conflict> found = new ArrayList<>();
    for (Fingerprint key : gone()) {
      versions.stream()
          .filter(v -> v.dataCached(at, more()) && v.signers().contains(key))
          .filter(v -> history.demands(v.published().get(key)))
          .filter(v -> !CachedKeys.spared(v.published().get(key), published, signersOf(v)))
          .max(CacheConflicts::longer)
          .ifPresent(v -> found.add(new Conflict(key, v.where(), v.until(v.dataTtl(), more()))));
    }
    return found;
  }

  private static Map<Fingerprint, Integer> signersOf(CachedKeys version) {
    Map<Fingerprint, Integer> signers = new HashMap<>();
    version.signers().forEach(key -> signers.put(key, version.published().get(key)));
    return signers;
  }

  /** What the newest release published; of a zone that we never released, what its servers do. */
  private Set<Fingerprint> gone() {
    Set<Fingerprint> keys = new HashSet<>();
    if (newest().isPresent()) {
      keys.addAll(newest().get().published().keySet());
    } else {
      versions.stream().filter(v -> v.until().isEmpty()).forEach(v -> keys.addAll(v.signers()));
    }
    keys.removeAll(published.keySet());
    return keys;
  }

  private Optional<KeyHistory.Period> newest() {
    List<KeyHistory.Period> periods = history.periods();
    return periods.isEmpty() ? Optional.empty() : Optional.of(periods.get(periods.size() - 1));
  }

  private Duration more() {
    return history.propagation();
  }

  private static int longer(CachedKeys a, CachedKeys b) {
    return a.until().orElse(Instant.MAX).compareTo(b.until().orElse(Instant.MAX));
  }
}
