package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.rollover.Outcome;
import org.countersign.run.KeyManager;
import org.countersign.run.KeyReport;
import org.countersign.store.HoldStore;
import org.countersign.store.ObservationStore;
import org.countersign.store.OverrideStore;
import org.countersign.store.PublicationStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.RunStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredRun;

/** Reads how zones are from the signer's database, and from nothing else. */
final class ZoneStatusReader {
  private static final int RUNS = 10;
  private static final Set<String> WAITING = Set.of("requested", "approved");

  private final SignerDatabase database;
  private final ReleaseLedger releases;
  private final HoldStore holds;
  private final RunStore runs;
  private final OverrideStore overrides;
  private final PublicationStore publications;
  private final ObservationStore observations;
  private final ManagedZones zones;

  ZoneStatusReader(Installation installation) {
    this.database = new SignerDatabase(installation.databases().signer());
    this.releases = new ReleaseLedger(database);
    this.holds = new HoldStore(database);
    this.runs = new RunStore(database);
    this.overrides = new OverrideStore(database);
    this.publications = new PublicationStore(database);
    this.observations = new ObservationStore(database);
    this.zones = new ManagedZones(installation);
  }

  ZoneStatus read(Name origin, Instant now) {
    // what keys wait for is computed from our records: no vault is opened for it
    KeyReport keys =
        new KeyManager(database, new KeyVaults(List.of()), origin, zones.policy(origin))
            .explain(now);
    List<StoredRun> recent = runs.recent(origin, RUNS);
    Optional<StoredRun> last = recent.stream().filter(r -> r.endedAt().isPresent()).findFirst();
    List<Finding> findings = last.map(r -> runs.findings(r.id())).orElse(List.of());
    return new ZoneStatus(
        origin,
        now,
        releases.newest(origin),
        holds.open(origin, now),
        last,
        findings,
        recent.stream().limit(1).filter(r -> r.endedAt().isEmpty()).findFirst(),
        overrides.all(Optional.of(origin)).stream()
            .filter(o -> WAITING.contains(o.state(now)))
            .toList(),
        publications.of(origin),
        observations.servers(origin),
        keys.step().decisions().stream()
            .filter(d -> !(d.outcome() instanceof Outcome.NothingToDo))
            .toList(),
        keys.next());
  }
}
