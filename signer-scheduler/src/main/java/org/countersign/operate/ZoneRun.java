package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.countersign.dns.Name;
import org.countersign.keys.KeyVaults;
import org.countersign.policy.Policy;
import org.countersign.release.NotReleasedException;
import org.countersign.run.LeasedZone;
import org.countersign.run.Pipeline;
import org.countersign.run.ProgressLine;
import org.countersign.run.Rollback;
import org.countersign.run.RollbackDesk;
import org.countersign.run.RollbackOrder;
import org.countersign.run.RunOutcome;
import org.countersign.run.RunTools;
import org.countersign.sign.Workers;
import org.countersign.store.Lease;
import org.countersign.store.LeaseStore;
import org.countersign.store.RegistryPull;
import org.countersign.store.RunStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;
import org.countersign.store.StoredRun;
import org.countersign.store.Undertaking;
import org.slf4j.MDC;

/** One pipeline run for one zone of an installation, under the zone's lease and on record. */
final class ZoneRun {
  private final Installation installation;
  private final Supplier<KeyVaults> vaults;
  private final ProgressLine progress;
  private final SignerDatabase database;

  ZoneRun(Installation installation, ProgressLine progress) {
    this(installation, installation::vaults, progress);
  }

  /**
   * @param vaults where the keys are, asked when the run is on record
   */
  ZoneRun(Installation installation, Supplier<KeyVaults> vaults, ProgressLine progress) {
    this.installation = installation;
    this.vaults = vaults;
    this.progress = progress;
    this.database = new SignerDatabase(installation.databases().signer());
  }

  /**
   * Runs the pipeline.
   *
   * @throws UnknownZoneException if the zone is not under management
   * @throws org.countersign.store.LeaseTakenException if another process has the zone's lease
   */
  RunOutcome run(Name origin, Instant now) throws Exception {
    return run(origin, now, ZoneLease.LENGTH, UnaryOperator.identity());
  }

  /** The same with a lease that is lost after so long without a sign of life. */
  RunOutcome run(Name origin, Instant now, Duration length) throws Exception {
    return run(origin, now, length, UnaryOperator.identity());
  }

  /**
   * The same for the service.
   *
   * @param length the lease is lost after so long without a sign of life
   * @param view what the run sees of the zone's state
   */
  RunOutcome run(Name origin, Instant now, Duration length, UnaryOperator<LeasedZone> view)
      throws Exception {
    return under(
        origin,
        now,
        length,
        (state, undertaking, lease, tools) -> new Pipeline(view.apply(state), tools, now).run(),
        outcome -> outcome);
  }

  /** One piece of work under the zone's lease. */
  @FunctionalInterface
  private interface Work<T> {
    T run(LeasedZone state, Undertaking undertaking, Lease lease, RunTools tools) throws Exception;
  }

  /**
   * Rolls back, on record as a run; a dry run is none, and takes no lease.
   *
   * @throws org.countersign.run.RollbackRefusal if there is nothing to go back to
   */
  Rollback.Result rollback(Name origin, RollbackOrder order, Instant now) throws Exception {
    Work<Rollback.Result> work =
        (state, undertaking, lease, tools) ->
            new Rollback(
                    state,
                    new RollbackDesk(database, lease, state.policy(), undertaking),
                    tools,
                    order,
                    now)
                .run();
    if (!order.dryRun()) {
      return under(origin, now, ZoneLease.LENGTH, work, result -> result.outcome().orElseThrow());
    }
    ManagedZones zones = new ManagedZones(installation);
    Policy policy = zones.policy(origin);
    // nobody gave this lease: whatever is written under it is refused
    Lease none = new Lease(origin, "dry run", 0, now);
    return work(zones, policy, none, UUID.randomUUID(), work);
  }

  private <T> T under(
      Name origin, Instant now, Duration length, Work<T> work, Function<T, RunOutcome> outcomeOf)
      throws Exception {
    ManagedZones zones = new ManagedZones(installation);
    Policy policy = zones.policy(origin);
    zones.demandClock(origin, now);
    LeaseStore leases = new LeaseStore(database);
    try (ZoneLease held = ZoneLease.take(leases, origin, length)) {
      UUID run = UUID.randomUUID();
      MDC.put("run", run.toString());
      RunStore runs = new RunStore(database);
      runs.begin(run, origin, now);
      try {
        T result = work(zones, policy, held.lease(), run, work);
        RunOutcome outcome = outcomeOf.apply(result);
        outcome.serial().ifPresent(serial -> MDC.put("serial", serial.toString()));
        runs.end(
            ended(run, origin, now, outcome),
            outcome.findings(),
            Actors.person(),
            outcome.refusedData());
        return result;
      } catch (Exception e) {
        note(runs, failed(run, origin, now, e), e);
        demandHeld(leases, held.lease(), e);
        throw e;
      }
    }
  }

  /** Puts a failure on record if that is possible; what failed first is what is reported. */
  private static void note(RunStore runs, StoredRun run, Exception failure) {
    try {
      runs.end(run, List.of(), Actors.person(), Optional.empty());
    } catch (StoreException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * A run that was asleep while another node took its zone over fails where it stands, at the
   * ledger or because the other cleared its candidate away: what it says is that it lost.
   */
  private static void demandHeld(LeaseStore leases, Lease ours, Exception failure) {
    Optional<Lease> holder;
    try {
      holder = leases.holder(ours.zone());
    } catch (StoreException e) {
      failure.addSuppressed(e);
      return;
    }
    if (holder.isPresent() && holder.get().epoch() != ours.epoch()) {
      throw new NotReleasedException(
          ours.zone()
              + " was taken over by "
              + holder.get().owner()
              + " (epoch "
              + holder.get().epoch()
              + ") from this run (epoch "
              + ours.epoch()
              + "): this candidate is discarded",
          failure);
    }
  }

  private <T> T work(ManagedZones zones, Policy policy, Lease lease, UUID run, Work<T> work)
      throws Exception {
    int threads = policy.signing().threadsOn(Runtime.getRuntime().availableProcessors());
    KeyVaults keys = vaults.get();
    try (Workers workers = new Workers(threads)) {
      RunTools tools =
          new RunTools(
              run,
              installation.data(),
              new RegistryPull(
                  installation.databases().registry(), installation.config().registry().schema()),
              installation.registryVersion(),
              keys,
              workers,
              installation.publishers(),
              installation.config().keepReleases(),
              progress);
      Undertaking undertaking =
          new Undertaking(run, Actors.person(), zones.policySha256(lease.zone()));
      return work.run(
          new LeasedZone(database, keys, lease, policy, undertaking), undertaking, lease, tools);
    }
  }

  private static StoredRun ended(UUID run, Name origin, Instant now, RunOutcome outcome) {
    return new StoredRun(
        run,
        origin,
        now,
        Optional.of(now.plusMillis(outcome.millis().getOrDefault("total", 0L))),
        Optional.of(outcome.kind().text()),
        outcome.serial(),
        Optional.empty(),
        outcome.millis());
  }

  private static StoredRun failed(UUID run, Name origin, Instant now, Exception failure) {
    return new StoredRun(
        run,
        origin,
        now,
        Optional.of(now),
        Optional.of("failed"),
        Optional.empty(),
        Optional.of(String.valueOf(failure.getMessage())),
        Map.of());
  }
}
