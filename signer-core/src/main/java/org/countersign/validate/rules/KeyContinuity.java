package org.countersign.validate.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    if (!published.isEmpty()) { // without keys it is insecure, and only a DS can make it bogus
      Map<Fingerprint, Integer> algorithms = new HashMap<>();
      published.forEach((fingerprint, key) -> algorithms.put(fingerprint, key.algorithm()));
      CacheConflicts conflicts =
          new CacheConflicts(history, zone.request().at(), algorithms, signing);
      signsOnlyWhatIsKnown(conflicts);
      keepsWhatIsNeeded(conflicts);
    }
    if (dropsAKsk()) {
      new DsContinuity(zone, history).problem().ifPresent(this::report);
    }
  }

  private void signsOnlyWhatIsKnown(CacheConflicts conflicts) {
    for (CacheConflicts.Conflict found : conflicts.unknownSigners()) {
      say(
          found.key(),
          refusal(
              "it signs the zone, and caches may hold a DNSKEY RRset without it, "
                  + found.where()
                  + ", "
                  + found.until()
                  + ": what it signed would be bogus there; let the former key sign until then"));
    }
  }

  private void keepsWhatIsNeeded(CacheConflicts conflicts) {
    for (CacheConflicts.Conflict found : conflicts.goneTooEarly()) {
      say(
          found.key(),
          goes(
              found.key(),
              "the key with fingerprint "
                  + found.key().brief()
                  + " is published no more, and caches may hold signatures that it made for "
                  + found.where()
                  + ", "
                  + found.until()
                  + ": they would be bogus; publish it until then"));
    }
  }

  /** What an operator chose in an emergency is said, and not refused. */
  private Finding goes(Fingerprint key, String message) {
    return zone.request().surrendered().contains(key)
        ? warning("withdrawn in an emergency, as an operator chose: " + message)
        : refusal(message);
  }

  private boolean dropsAKsk() {
    List<KeyHistory.Period> periods = history.periods();
    return periods.isEmpty()
        || !signingKeys.containsAll(periods.get(periods.size() - 1).keySetSigners());
  }

  private void say(Fingerprint key, Finding finding) {
    Finding placed = finding.at(zone.origin().toString(), RecordType.DNSKEY).key(key);
    Dnskey known = published.get(key);
    report(known == null ? placed : placed.tag(known.tag()));
  }
}
