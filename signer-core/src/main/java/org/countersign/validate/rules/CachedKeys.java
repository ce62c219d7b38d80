package org.countersign.validate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;

/**
 * A version of a zone's keys that caches may hold.
 *
 * @param where whose version it is, in words
 * @param published the algorithm of each key in its DNSKEY RRset
 * @param signers the keys that signed its data
 * @param until when it was handed out last; empty if it still may be
 */
record CachedKeys(
    String where,
    Map<Fingerprint, Integer> published,
    Set<Fingerprint> signers,
    Duration keyTtl,
    Duration dataTtl,
    Optional<Instant> until) {

  /** Whether a cache may hold its DNSKEY RRset. */
  boolean keysCached(Instant at, Duration propagation) {
    return !published.isEmpty() && cached(keyTtl, at, propagation);
  }

  /** Whether a cache may hold data with its signatures. */
  boolean dataCached(Instant at, Duration propagation) {
    return cached(dataTtl, at, propagation);
  }

  private boolean cached(Duration ttl, Instant at, Duration propagation) {
    return until.map(u -> u.plus(ttl).plus(propagation).isAfter(at)).orElse(true);
  }

  /** Until when, for people. */
  String until(Duration ttl, Duration propagation) {
    return until
        .map(u -> "until " + u.plus(ttl).plus(propagation))
        .orElse("for " + ttl.plus(propagation) + " from when it is served no more");
  }

  /**
   * Whether validators that hold one version of the keys can do without a key of the other: its
   * algorithm is unknown to them, and another algorithm signs everything with keys they know (RFC
   * 6840 section 5.11).
   *
   * @param known algorithms by key, as the validators have them
   * @param signing algorithms by key, of all that signed the data they look at
   */
  static boolean spared(
      int algorithm, Map<Fingerprint, Integer> known, Map<Fingerprint, Integer> signing) {
    return !known.containsValue(algorithm)
        && signing.values().stream()
            .distinct()
            .anyMatch(
                other ->
                    signing.entrySet().stream()
                        .filter(e -> e.getValue().equals(other))
                        .allMatch(e -> known.containsKey(e.getKey())));
  }
}
