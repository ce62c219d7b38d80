package org.countersign.validate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.Rule;

/**
 * KEY-CONTINUITY: what caches may hold goes on validating. A key that begins to sign is in every
 * DNSKEY RRset that a cache may hold; a key that is published no more made no signature that a
 * cache may hold; a key that signs the key set no more is not the only one that a cached DS names.
 * Judged by what was released and seen (RFC 7583 section 3), whatever the key manager thinks of it;
 * what the candidate has in common with the newest release is not judged anew.
 */
public final class KeyContinuity extends Rule {
  private KeyHistory history;
  private Instant at;
  private final Map<Fingerprint, Dnskey> published = new HashMap<>();
  private final Map<Fingerprint, Integer> signing = new HashMap<>();
  private final Set<Fingerprint> signingKeys = new HashSet<>();

  public KeyContinuity() {
    super(RuleId.KEY_CONTINUITY);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  protected void end() {
    if (zone.request().history().isEmpty()) {
      return;
    }
    history = zone.request().history().get();
    if (zone.keys().all().isEmpty()) {
      // unsigned: signatures are missed only by those who hold a DS
      new DsContinuity(zone, history).problem().ifPresent(this::report);
      return;
    }
    at = zone.request().at();
    for (int i = 0; i < zone.keys().all().size(); i++) {
      Dnskey key = zone.keys().all().get(i);
      published.put(key.fingerprint(), key);
      if (zone.tally() != null && zone.tally().zoneSignatures(i) > 0) {
        signing.put(key.fingerprint(), key.algorithm());
      }
      if (zone.tally() != null && zone.tally().signsDnskey(i)) {
        signingKeys.add(key.fingerprint());
      }
    }
    List<CachedKeys> versions = KeyVersions.of(history);
    signsOnlyWhatIsKnown(versions);
    keepsWhatIsNeeded(versions);
    if (newest().map(p -> !signingKeys.containsAll(p.keySetSigners())).orElse(true)) {
      new DsContinuity(zone, history).problem().ifPresent(this::report);
    }
  }

  private void signsOnlyWhatIsKnown(List<CachedKeys> versions) {
    Duration more = history.propagation();
    for (Fingerprint key : newSigners()) {
      int algorithm = signing.get(key);
      versions.stream()
          .filter(v -> v.keysCached(at, more) && !v.published().containsKey(key))
          .filter(v -> !CachedKeys.spared(algorithm, v.published(), signing))
          .max(KeyContinuity::longer)
          .ifPresent(
              v ->
                  say(
                      key,
                      Optional.of(published.get(key)),
                      refusal(
                          "it signs the zone, and caches may hold a DNSKEY RRset without it, "
                              + v.where()
                              + ", "
                              + v.until(v.keyTtl(), more)
                              + ": what it signed would be bogus there; let the former key sign"
                              + " until then")));
    }
  }

  private Set<Fingerprint> newSigners() {
    Set<Fingerprint> keys = new HashSet<>(signing.keySet());
    newest().ifPresent(p -> keys.removeAll(p.zoneSigners()));
    return keys;
  }

  private Optional<KeyHistory.Period> newest() {
    List<KeyHistory.Period> periods = history.periods();
    return periods.isEmpty() ? Optional.empty() : Optional.of(periods.get(periods.size() - 1));
  }

  private void keepsWhatIsNeeded(List<CachedKeys> versions) {
    Duration more = history.propagation();
    Map<Fingerprint, Integer> now = new HashMap<>();
    published.forEach((fingerprint, key) -> now.put(fingerprint, key.algorithm()));
    for (Fingerprint key : gone(versions)) {
      versions.stream()
          .filter(v -> v.dataCached(at, more) && v.signers().contains(key))
          .filter(v -> !CachedKeys.spared(v.published().get(key), now, signersOf(v)))
          .max(KeyContinuity::longer)
          .ifPresent(
              v ->
                  say(
                      key,
                      Optional.empty(),
                      goes(
                          key,
                          "the key with fingerprint "
                              + key.brief()
                              + " is published no more, and caches may hold signatures that it made"
                              + " for "
                              + v.where()
                              + ", "
                              + v.until(v.dataTtl(), more)
                              + ": they would be bogus; publish it until then")));
    }
  }

  /** What an operator chose in an emergency is said, and not refused. */
  private Finding goes(Fingerprint key, String message) {
    return zone.request().surrendered().contains(key)
        ? warning("withdrawn in an emergency, as an operator chose: " + message)
        : refusal(message);
  }

  private static Map<Fingerprint, Integer> signersOf(CachedKeys version) {
    Map<Fingerprint, Integer> signers = new HashMap<>();
    version.signers().forEach(key -> signers.put(key, version.published().get(key)));
    return signers;
  }

  /** What the newest release published; of a zone that we never released, what its servers do. */
  private Set<Fingerprint> gone(List<CachedKeys> versions) {
    Set<Fingerprint> keys = new HashSet<>();
    if (newest().isPresent()) {
      keys.addAll(newest().get().published().keySet());
    } else {
      versions.stream().filter(v -> v.until().isEmpty()).forEach(v -> keys.addAll(v.signers()));
    }
    keys.removeAll(published.keySet());
    return keys;
  }

  private static int longer(CachedKeys a, CachedKeys b) {
    return a.until().orElse(Instant.MAX).compareTo(b.until().orElse(Instant.MAX));
  }

  private void say(Fingerprint key, Optional<Dnskey> known, Finding finding) {
    Finding placed = finding.at(zone.origin().toString(), RecordType.DNSKEY).key(key);
    report(known.map(k -> placed.tag(k.tag())).orElse(placed));
  }
}
