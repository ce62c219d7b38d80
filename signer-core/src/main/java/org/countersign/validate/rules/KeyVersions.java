package org.countersign.validate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.KeyHistory.Period;
import org.countersign.validate.KeyHistory.Served;

/**
 * Every version of a zone's keys that somebody may have been handed, and until when: by the
 * releases, each until the next; and by each name server that was seen, which hands out what it had
 * until it was seen with something else, and in between may have had any release in between.
 */
final class KeyVersions {
  private final KeyHistory history;
  private final List<CachedKeys> all = new ArrayList<>();

  private KeyVersions(KeyHistory history) {
    this.history = history;
  }

  static List<CachedKeys> of(KeyHistory history) {
    KeyVersions versions = new KeyVersions(history);
    versions.released();
    versions.served();
    return versions.all;
  }

  private void released() {
    List<Period> periods = history.periods();
    for (int i = 0; i < periods.size(); i++) {
      add(
          periods.get(i),
          "",
          i + 1 < periods.size() ? Optional.of(periods.get(i + 1).from()) : Optional.empty());
    }
  }

  private void served() {
    Map<String, List<Served>> byServer = new LinkedHashMap<>();
    for (Served row : history.served()) {
      byServer.computeIfAbsent(row.server(), s -> new ArrayList<>()).add(row);
    }
    byServer.forEach(this::served);
  }

  private void served(String server, List<Served> rows) {
    for (int i = 0; i < rows.size(); i++) {
      Served row = rows.get(i);
      Optional<Served> next = i + 1 < rows.size() ? Optional.of(rows.get(i + 1)) : Optional.empty();
      Optional<Instant> until =
          next.map(Served::first).or(() -> Optional.ofNullable(history.waived().get(server)));
      add(row, until);
      for (Period period : history.periods()) {
        if (period.last().isNewerThan(row.serial())
            && next.map(n -> !period.first().isNewerThan(n.serial())).orElse(true)) {
          add(period, " at " + server, until);
        }
      }
    }
  }

  private void add(Period period, String where, Optional<Instant> until) {
    all.add(
        new CachedKeys(
            "serial " + period.last() + where,
            period.published(),
            period.zoneSigners(),
            period.keyTtl(),
            period.dataTtl(),
            until));
  }

  private void add(Served row, Optional<Instant> until) {
    Map<Fingerprint, Integer> published = new HashMap<>();
    row.keys().forEach(key -> published.put(key.fingerprint(), key.algorithm()));
    Optional<Period> ours =
        history.periods().stream()
            .filter(p -> has(p, row.serial()) && p.published().equals(published))
            .findFirst();
    all.add(
        new CachedKeys(
            "serial " + row.serial() + " at " + row.server(),
            published,
            ours.map(Period::zoneSigners).orElseGet(() -> probable(row.keys())),
            row.keyTtl(),
            ours.map(Period::dataTtl).orElseGet(this::dataTtl),
            until));
  }

  private static boolean has(Period period, Serial serial) {
    return !period.first().isNewerThan(serial) && !serial.isNewerThan(period.last());
  }

  /** Of a zone that we did not release, nobody told us: a week is the most that caches keep. */
  private Duration dataTtl() {
    return history.periods().stream()
        .map(Period::dataTtl)
        .max(Duration::compareTo)
        .orElse(Duration.ofDays(7)); // RFC 8767 section 4
  }

  /** Those without the SEP flag; all of an algorithm that has no such key (RFC 6781 section 2). */
  private static Set<Fingerprint> probable(List<Dnskey> keys) {
    Set<Fingerprint> signers = new HashSet<>();
    for (Dnskey key : keys) {
      boolean split =
          keys.stream().anyMatch(k -> k.algorithm() == key.algorithm() && !k.isEntryPoint());
      if (!split || !key.isEntryPoint()) {
        signers.add(key.fingerprint());
      }
    }
    return signers;
  }
}
