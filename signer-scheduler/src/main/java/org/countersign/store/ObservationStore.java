package org.countersign.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.dns.Name;
import org.countersign.keys.observe.DsStatement;
import org.countersign.keys.observe.NoAnswer;
import org.countersign.keys.observe.NoAnswer.Asked;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ParentAnswer;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.observe.ZoneAnswer;
import org.countersign.policy.Policy;
import org.countersign.validate.KeyHistory;
import org.countersign.validate.KeyHistory.Served;
import org.jdbi.v3.core.Handle;

/**
 * What was seen of zones at their name servers and of their DS at the parents', with what operators
 * said where nobody could ask: the evidence that moves rollovers.
 */
public final class ObservationStore {
  private final SignerDatabase database;

  public ObservationStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Keeps what all servers said when asked once, and leaves out what nothing waits for any more. A
   * serial that nobody knew yet enters the ledger of serials: none is released below it.
   */
  public void record(Name zone, Sweep sweep, Instant now) {
    database.run(
        handle -> {
          sweep.zone().forEach(answer -> seen(handle, zone, answer));
          sweep.parent().forEach(a -> ParentObservationRows.record(handle, zone, a));
          sweep.silent().forEach(f -> ObservationFailureRows.record(handle, zone, f));
          ZoneObservationRows.prune(handle, zone, now);
          ParentObservationRows.prune(handle, zone, now);
          ObservationFailureRows.prune(handle, zone, now);
        });
  }

  private static void seen(Handle handle, Name zone, ZoneAnswer answer) {
    ZoneObservationRows.record(handle, zone, answer);
    handle
        .createUpdate(
            "INSERT INTO signer.serial_ledger (zone, serial, seen_at, first_at) SELECT :zone,"
                + " :serial, :server, :at WHERE NOT EXISTS (SELECT FROM signer.serial_ledger WHERE"
                + " zone = :zone AND serial = :serial) ON CONFLICT DO NOTHING")
        .bind("zone", zone.toString())
        .bind("serial", answer.serial().value())
        .bind("server", answer.server())
        .bind("at", SignerDatabase.at(answer.at()))
        .execute();
  }

  /** Everything that was seen of a zone, on one snapshot, for one decision of its rollovers. */
  public Observations load(Name zone, Policy policy) {
    return database.snapshot(
        handle ->
            new Observations(
                policy.timing().checkServers(),
                policy.gate().parent().servers(),
                ReleaseFacts.of(handle, zone, policy),
                ZoneObservationRows.attributed(handle, zone, ZoneObservationRows.of(handle, zone)),
                ParentObservationRows.attributed(handle, zone),
                DsStatementRows.of(handle, zone),
                WaiverStore.open(handle, zone)));
  }

  /** What the zone's keys were, as far back as caches may remember, for the gate. */
  public KeyHistory history(Name zone, Policy policy, Instant now) {
    return database.snapshot(handle -> KeyHistoryRows.of(handle, zone, policy, now));
  }

  /**
   * Notes what an operator says of a key's DS, on the audit trail.
   *
   * @throws StoreException if we have no such key
   */
  public void state(Name zone, DsStatement statement, String actor) {
    database.run(
        handle -> {
          DsStatementRows.insert(handle, statement, actor);
          AuditLog.append(
              handle,
              statement.at(),
              actor,
              statement.present() ? "key ds-seen" : "key ds-gone",
              Optional.of(zone),
              Map.of("keyId", statement.key().toString()));
        });
  }

  /** Every server that was ever asked, the zone's first, by name. */
  public List<ServerView> servers(Name zone) {
    return database.snapshot(
        handle -> {
          List<ServerView> all = new ArrayList<>(zoneServers(handle, zone));
          all.addAll(parentServers(handle, zone));
          return all;
        });
  }

  private static List<ServerView> zoneServers(Handle handle, Name zone) {
    Map<String, Served> seen = new TreeMap<>();
    ZoneObservationRows.newest(handle, zone).forEach(z -> seen.put(z.server(), z));
    return views(handle, zone, Asked.ZONE, seen, Map.of());
  }

  private static List<ServerView> parentServers(Handle handle, Name zone) {
    Map<String, ParentAnswer> seen = new TreeMap<>();
    ParentObservationRows.newest(handle, zone).forEach(a -> seen.put(a.server(), a));
    return views(handle, zone, Asked.PARENT, Map.of(), seen);
  }

  private static List<ServerView> views(
      Handle handle,
      Name zone,
      NoAnswer.Asked asked,
      Map<String, Served> zones,
      Map<String, ParentAnswer> parents) {
    Map<String, ServerView.Failure> failures = new TreeMap<>();
    ObservationFailureRows.newest(handle, zone, asked).forEach(f -> failures.put(f.server(), f));
    SortedSet<String> servers = new TreeSet<>(failures.keySet());
    servers.addAll(zones.keySet());
    servers.addAll(parents.keySet());
    return servers.stream()
        .map(
            server ->
                new ServerView(
                    asked,
                    server,
                    Optional.ofNullable(zones.get(server)),
                    Optional.ofNullable(parents.get(server)),
                    Optional.ofNullable(failures.get(server))))
        .toList();
  }
}
