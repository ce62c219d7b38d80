package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a resolver's cache may hold of the zone: each RRset fetched at any time from any
 * server, kept for up to its TTL, independently of the others. Sets of keys are bit masks, one bit
 * a key.
 *
 * <p>What is reachable between two events was reachable at the earlier one, for caches only forget
 * in between; so it is enough to look at events.
 */
final class ResolverCaches {
  /** A DNSKEY RRset and who signed it: they travel together. */
  record KeyRrset(long published, long signers) {}

  private final Map<Long, Instant> ds = new HashMap<>();
  private final Map<KeyRrset, Instant> keys = new HashMap<>();
  private final Map<Long, Instant> data = new HashMap<>();
  private boolean grown;

  /** A server hands out a DS RRset that caches may keep until {@code until}. */
  void ds(long named, Instant until) {
    keep(ds, named, until);
  }

  /** Every key that a DS RRset in some cache may name. */
  long named(Instant now) {
    forget(ds, now);
    return ds.keySet().stream().reduce(0L, (a, b) -> a | b);
  }

  void keys(KeyRrset rrset, Instant until) {
    keep(keys, rrset, until);
  }

  /** An RRset of the zone's data, with signatures by these keys. */
  void data(long signers, Instant until) {
    keep(data, signers, until);
  }

  private <T> void keep(Map<T, Instant> cache, T content, Instant until) {
    Instant before = cache.get(content);
    if (before == null || before.isBefore(until)) {
      grown |= before == null;
      cache.put(content, until);
    }
  }

  /**
   * The first reachable content without a chain of trust.
   *
   * @param algorithms the keys of each algorithm
   * @param insecureAllowed whether there may be no DS
   */
  Optional<String> broken(Instant now, long[] algorithms, boolean insecureAllowed) {
    forget(ds, now);
    forget(keys, now);
    forget(data, now);
    if (!grown) {
      return Optional.empty(); // a subset of what was looked at before
    }
    grown = false;
    for (long d : ds.keySet()) {
      if (d == 0 && !insecureAllowed) {
        return Optional.of("no DS at the parent, and nobody meant it");
      }
      for (KeyRrset k : keys.keySet()) {
        for (long s : data.keySet()) {
          if (!chain(d, k, s, algorithms)) {
            return Optional.of(
                "DS %s, DNSKEY %s signed by %s, data signed by %s"
                    .formatted(bits(d), bits(k.published()), bits(k.signers()), bits(s)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** As the strictest validators have it: every algorithm in the DS RRset must lead somewhere. */
  private static boolean chain(long d, KeyRrset k, long s, long[] algorithms) {
    for (long of : algorithms) {
      boolean trusted = (d & k.published() & k.signers() & of) != 0;
      boolean signed = (s & k.published() & of) != 0;
      if ((d & of) != 0 && !(trusted && signed)) {
        return false;
      }
    }
    return true;
  }

  private static void forget(Map<?, Instant> cache, Instant now) {
    cache.values().removeIf(until -> until.isBefore(now));
  }

  static String bits(long mask) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < 64; i++) {
      if ((mask & 1L << i) != 0) {
        out.append(out.length() > 1 ? "," : "").append(i);
      }
    }
    return out.append('}').toString();
  }
}
