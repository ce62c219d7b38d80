package org.countersign.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.alert.AlertDesk;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.store.Alert;
import org.countersign.store.AlertStore;
import org.countersign.store.DatabaseClock;
import org.countersign.store.DueWork;
import org.countersign.store.DueWorkStore;
import org.countersign.store.KeySetStore;
import org.countersign.store.PolicyStore;
import org.countersign.store.RunStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;
import org.countersign.store.StoredKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything now and then: for alerts, and for what metrics show. */
final class Monitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  /** What was seen in one look. */
  record Seen(
      Instant at,
      Map<Name, ZoneStatus> zones,
      Map<Name, List<StoredKey>> keys,
      List<DueWork> due,
      List<Alert> alerts) {}

  private final Installation installation;
  private final Clock clock;
  private final AlertDesk desk;
  private final ZoneAlerts zoneAlerts;
  private final NodeAlerts nodeAlerts;
  private final ServedReleases served;
  private final PoliciesInForce policies;
  private final ZoneStatusReader statuses;
  private final ServedCheck servedCheck;
  private final RunStore runs;
  private final DueWorkStore due;
  private final DatabaseClock databaseClock;
  private final KeySetStore keys;
  private final AlertStore alerts;
  private final Consumer<Seen> then;
  private final Duration every;
  private final Thread thread = new Thread(this::watch, "monitor");
  private volatile Seen seen;

  /**
   * @param then gets what was seen in each look
   */
  Monitor(
      Installation installation,
      Clock clock,
      AlertDesk desk,
      ZoneAlerts zoneAlerts,
      NodeAlerts nodeAlerts,
      ServedReleases served,
      Consumer<Seen> then,
      Duration every) {
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.installation = installation;
    this.clock = clock;
    this.desk = desk;
    this.zoneAlerts = zoneAlerts;
    this.nodeAlerts = nodeAlerts;
    this.served = served;
    this.then = then;
    this.every = every;
    this.policies = new PoliciesInForce(new PolicyStore(database));
    this.statuses = new ZoneStatusReader(installation);
    this.servedCheck = new ServedCheck(database);
    this.runs = new RunStore(database);
    this.due = new DueWorkStore(database);
    this.databaseClock = new DatabaseClock(database);
    this.keys = new KeySetStore(database);
    this.alerts = new AlertStore(database);
    this.seen = new Seen(clock.instant(), Map.of(), Map.of(), List.of(), List.of());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The last look. */
  Seen seen() {
    return seen;
  }

  private void watch() {
    try {
      while (true) {
        try {
          look();
        } catch (StoreException e) {
          desk.databaseIsGone(e);
        } catch (RuntimeException e) {
          LOG.error("the monitor could not look", e);
        }
        Thread.sleep(every.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Instant now = clock.instant();
    nodeAlerts.clock(now, databaseClock.now());
    desk.databaseIsBack();
    nodeAlerts.disk();
    Map<Name, ZoneStatus> zones = new LinkedHashMap<>();
    policies.all().forEach((zone, policy) -> zones.put(zone, zone(zone, policy, now)));
    nodeAlerts.publishers(zones.keySet(), served.troubles());
    List<DueWork> waiting = due.all();
    nodeAlerts.queue(waiting, now);
    desk.escalate(installation.config().alerts().escalateAfter());
    Map<Name, List<StoredKey>> inUse = new LinkedHashMap<>();
    zones.keySet().forEach(zone -> inUse.put(zone, keysInUse(zone)));
    seen = new Seen(now, zones, inUse, waiting, alerts.open());
    then.accept(seen);
  }

  private ZoneStatus zone(Name zone, Policy policy, Instant now) {
    ZoneStatus status = statuses.read(zone, now);
    Optional<Instant> confirmed = runs.lastConfirmed(zone);
    zoneAlerts.look(
        status, policy, confirmed, servedCheck.troubles(zone, policy, status.release(), now));
    return status;
  }

  private List<StoredKey> keysInUse(Name zone) {
    return keys.all(zone).stream().filter(key -> key.destroyedAt().isEmpty()).toList();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
