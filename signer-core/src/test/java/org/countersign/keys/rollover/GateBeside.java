package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.observe.Waiver;
import org.countersign.keys.observe.ZoneObservation;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.KeyHistory.Period;
import org.countersign.validate.KeyHistory.Served;
import org.countersign.validate.rules.CacheConflicts;

/** The gate's KEY-CONTINUITY beside the state machine: what was released and seen, no states. */
final class GateBeside {
  private final List<Period> periods = new ArrayList<>();
  private final Map<Serial, List<Dnskey>> keys = new HashMap<>();

  /**
   * What the gate says against a release; nothing against one without keys.
   *
   * @param chained algorithms of the DS that caches may hold
   */
  List<String> against(
      SigningPlan plan,
      List<ZoneObservation> seen,
      List<Waiver> waivers,
      Set<Integer> chained,
      Duration propagation,
      Instant now) {
    if (plan.published().isEmpty()) {
      return List.of();
    }
    Map<String, Instant> waived = new HashMap<>();
    waivers.forEach(w -> waived.merge(w.server(), w.since(), (a, b) -> a.isBefore(b) ? a : b));
    KeyHistory history =
        new KeyHistory(
            periods,
            seen.stream().map(this::served).toList(),
            List.of(),
            waived,
            Optional.of(chained),
            propagation,
            propagation);
    CacheConflicts conflicts =
        new CacheConflicts(
            history,
            now,
            algorithms(plan.published().stream()),
            algorithms(plan.zoneSigners().stream().map(PlannedKey::dnskey)));
    return Stream.concat(
            conflicts.unknownSigners().stream().map(c -> "it signs too early: " + c),
            conflicts.goneTooEarly().stream().map(c -> "it goes too early: " + c))
        .toList();
  }

  private Served served(ZoneObservation row) {
    return new Served(
        row.server(),
        row.serial(),
        keys.get(row.serial()),
        row.dnskeyTtl(),
        row.first(),
        row.last());
  }

  void released(Serial serial, Instant at, SigningPlan plan, Duration keyTtl, Duration dataTtl) {
    keys.put(serial, plan.published());
    periods.add(
        new Period(
            serial,
            serial,
            at,
            algorithms(plan.published().stream()),
            fingerprints(plan.zoneSigners()),
            fingerprints(plan.keySetSigners()),
            keyTtl,
            dataTtl));
  }

  private static Map<Fingerprint, Integer> algorithms(Stream<Dnskey> keys) {
    return keys.collect(Collectors.toMap(Dnskey::fingerprint, Dnskey::algorithm));
  }

  private static Set<Fingerprint> fingerprints(List<PlannedKey> keys) {
    return keys.stream().map(PlannedKey::fingerprint).collect(Collectors.toSet());
  }
}
