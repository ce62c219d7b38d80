package org.countersign.operate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyRole;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;

/** When each key was published and signed, by the releases alone. */
final class KeyLives {
  /** Null where it has not come to that. */
  record Life(
      Fingerprint key,
      int tag,
      Instant published,
      Instant signing,
      Instant silent,
      Instant withdrawn) {}

  private KeyLives() {}

  /** Of the keys of a role, in the order of their publication. */
  static List<Life> of(KeyRole role, List<ReleaseRecord> newestFirst) {
    List<ReleaseRecord> releases = new ArrayList<>(newestFirst);
    java.util.Collections.reverse(releases);
    Map<Fingerprint, ReleasedKey> keys = new LinkedHashMap<>();
    for (ReleaseRecord release : releases) {
      for (ReleasedKey key : release.keys()) {
        if (key.role() == role) {
          keys.putIfAbsent(key.fingerprint(), key);
        }
      }
    }
    return keys.values().stream().map(key -> life(key, releases)).toList();
  }

  private static Life life(ReleasedKey key, List<ReleaseRecord> releases) {
    Predicate<ReleaseRecord> published = r -> has(r, key, false);
    Predicate<ReleaseRecord> signing = r -> has(r, key, true);
    Instant from = first(releases, published, Instant.MIN);
    Instant signs = first(releases, signing, Instant.MIN);
    return new Life(
        key.fingerprint(),
        key.tag().value(),
        from,
        signs,
        signs == null ? null : first(releases, signing.negate(), signs),
        first(releases, published.negate(), from));
  }

  private static boolean has(ReleaseRecord release, ReleasedKey key, boolean signing) {
    return release.keys().stream()
        .anyMatch(
            k ->
                k.fingerprint().equals(key.fingerprint())
                    && k.published()
                    && (k.signs() || !signing));
  }

  private static Instant first(
      List<ReleaseRecord> releases, Predicate<ReleaseRecord> which, Instant after) {
    return releases.stream()
        .filter(r -> r.releasedAt().isAfter(after) && which.test(r))
        .map(ReleaseRecord::releasedAt)
        .findFirst()
        .orElse(null);
  }
}
