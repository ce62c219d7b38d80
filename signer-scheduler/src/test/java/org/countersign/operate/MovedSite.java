package org.countersign.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyVault;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.observe.DsStatement;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.Outcome;
import org.countersign.policy.Policy;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.KeyChanges;
import org.countersign.run.KeyManager;
import org.countersign.run.ProgressLine;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackOrder;
import org.countersign.run.RunOutcome;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.ObservationStore;
import org.countersign.store.SignerDatabase;

/** A {@link Site} whose time the test moves: runs happen when it says, by both clocks. */
final class MovedSite implements AutoCloseable {
  static final Name ZONE = Name.parse("example.");

  /** A snapshot of the registry is as old as the test's time is ahead. */
  static final String GATE = "gate: {snapshotMaxAge: 5000d}\n";

  final Site site;
  Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Installation installation;

  MovedSite(Path directory, String policy) throws Exception {
    this(directory, policy, "");
  }

  MovedSite(Path directory, String policy, String configuration) throws Exception {
    this(directory, new Site(directory).configure(configuration).withZone(policy));
  }

  /**
   * @param site one with its zone, in that directory
   */
  MovedSite(Path directory, Site site) throws Exception {
    this.site = site;
    installation =
        Installation.open(
            AppConfigFile.load(
                Optional.of(directory.resolve("countersign.yaml")), Optional.empty(), Map.of()));
  }

  ManagedZones zones() {
    return new ManagedZones(installation);
  }

  Policy policy() {
    return zones().policy(ZONE);
  }

  KeyManager manager() {
    return zones().keyManager(ZONE);
  }

  KeySet keys() {
    return manager().keys();
  }

  /** Puts another policy in force. */
  void policy(String text) {
    zones().put(ZONE, text, "the test's policy", now);
  }

  void at(Instant time) throws SQLException {
    now = time;
    site.databaseClock(time);
  }

  void later(Duration time) throws SQLException {
    at(now.plus(time));
  }

  /** One run of the whole pipeline, now. */
  RunOutcome run() throws Exception {
    site.databaseClock(now);
    return runAt(now);
  }

  /** The same by a clock that need not be the database's. */
  RunOutcome runAt(Instant time) throws Exception {
    return new ZoneRun(installation, ProgressLine.onTerminal(false)).run(ZONE, time);
  }

  KeyVault vault(String name) {
    return installation.vaults().vault(name);
  }

  /** Changes the zone's keys, as the commands do. */
  <T> T change(Function<KeyChanges, T> work) {
    return zones().changeKeys(ZONE, work);
  }

  /** One run with the vault as somebody has changed it. */
  RunOutcome run(UnaryOperator<KeyVault> tampering) throws Exception {
    site.databaseClock(now);
    KeyVault vault = tampering.apply(installation.vaults().vault(AppConfig.USUAL_VAULT));
    return new ZoneRun(installation, () -> KeyVaults.of(vault), ProgressLine.onTerminal(false))
        .run(ZONE, now);
  }

  /** A rollback with the vault as somebody has changed it. */
  Rollback.Result rollback(RollbackOrder order, UnaryOperator<KeyVault> tampering)
      throws Exception {
    site.databaseClock(now);
    KeyVault vault = tampering.apply(installation.vaults().vault(AppConfig.USUAL_VAULT));
    return new ZoneRun(installation, () -> KeyVaults.of(vault), ProgressLine.onTerminal(false))
        .rollback(ZONE, order, now);
  }

  /** Notes that a server has a serial that is none of ours. */
  void stranger(long serial, String server) {
    zones().seen(ZONE, new Serial(serial), server, now);
  }

  /** A run that releases. */
  RunOutcome released() throws Exception {
    RunOutcome outcome = run();
    if (outcome.kind() != RunOutcome.Kind.RELEASED) {
      throw new AssertionError(now + ": " + outcome);
    }
    return outcome;
  }

  /** What an operator says of a key's DS at the parent. */
  void say(KeyId key, boolean present) {
    new ObservationStore(new SignerDatabase(installation.databases().signer()))
        .state(ZONE, new DsStatement(key, present, now), "operator");
  }

  void hold(HoldScope scope) {
    holds().hold(ZONE, scope, "operator", "the test", now, Optional.empty());
  }

  void resume(HoldScope scope) {
    holds().resume(ZONE, scope, "operator", now);
  }

  private HoldStore holds() {
    return new HoldStore(new SignerDatabase(installation.databases().signer()));
  }

  /** When the next record may move that only waits for time. */
  Optional<Instant> nextMove() {
    return manager().explain(now).step().decisions().stream()
        .map(decision -> decision.outcome())
        .filter(Outcome.WaitUntil.class::isInstance)
        .map(outcome -> ((Outcome.WaitUntil) outcome).at())
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  /** Runs at every instant that a record waits for, until none waits for time alone. */
  void settle() throws Exception {
    run();
    for (Optional<Instant> next = nextMove(); next.isPresent(); next = nextMove()) {
      at(next.get());
      run();
    }
  }

  /** Newest first. */
  List<ReleaseRecord> releases() {
    return zones().releases(ZONE);
  }

  @Override
  public void close() throws IOException {
    installation.close();
    site.close();
  }
}
