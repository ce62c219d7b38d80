package org.countersign.operate;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.countersign.dns.Name;
import org.countersign.keys.VaultException;
import org.countersign.observe.Observer;
import org.countersign.policy.Policy;
import org.countersign.policy.SchedulePolicy;
import org.countersign.release.NotReleasedException;
import org.countersign.run.LeasedZone;
import org.countersign.run.ProgressLine;
import org.countersign.run.RunOutcome;
import org.countersign.schedule.UnfitNodeException;
import org.countersign.schedule.ZoneWork;
import org.countersign.store.DueWork;
import org.countersign.store.LeaseTakenException;
import org.countersign.store.ObservationStore;
import org.countersign.store.PolicyStore;
import org.countersign.store.SignerDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the service does when work is due on one of its zones. */
final class ServiceWork implements ZoneWork {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceWork.class);

  private final Installation installation;
  private final Clock clock;
  private final ServedReleases served;
  private final ZoneAlerts alerts;
  private final RolloverWatch rollovers;
  private final PoliciesInForce policies;
  private final Observer observer;
  private Metrics metrics;

  ServiceWork(
      Installation installation,
      Clock clock,
      ServedReleases served,
      ZoneAlerts alerts,
      RolloverWatch rollovers) {
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.installation = installation;
    this.clock = clock;
    this.served = served;
    this.alerts = alerts;
    this.rollovers = rollovers;
    this.policies = new PoliciesInForce(new PolicyStore(database));
    this.observer = new Observer(new ObservationStore(database));
  }

  /** Where runs are counted. */
  void count(Metrics by) {
    metrics = by;
  }

  @Override
  public Map<Name, SchedulePolicy> schedules() {
    Map<Name, SchedulePolicy> schedules = new LinkedHashMap<>();
    policies.all().forEach((zone, policy) -> schedules.put(zone, policy.schedule()));
    return schedules;
  }

  @Override
  public void perform(DueWork work) throws Exception {
    Instant now = clock.instant();
    Name zone = work.zone();
    switch (work.kind()) {
      case RUN -> run(work, now, UnaryOperator.identity());
      case REFRESH -> run(work, now, LeasedZone::onAcceptedData);
      case ROLLOVER -> rollovers.look(zone, now);
      case OBSERVE -> observe(zone, now);
      case RETAIN -> new Retention(installation).clear(zone);
      default -> throw new IllegalStateException("nobody schedules " + work.kind());
    }
  }

  private void run(DueWork work, Instant now, UnaryOperator<LeasedZone> view) throws Exception {
    Name zone = work.zone();
    demandKeys(zone);
    RunOutcome outcome;
    try {
      outcome =
          new ZoneRun(installation, ProgressLine.onTerminal(false))
              .run(zone, now, installation.config().service().lease(), view);
    } catch (LeaseTakenException | NotReleasedException | InterruptedException e) {
      throw e; // another has the zone, or released it meanwhile: no trouble, but that of losing
    } catch (Exception | OutOfMemoryError e) {
      if (!Thread.currentThread().isInterrupted()) {
        metrics.failed();
        alerts.failed(zone, e);
      }
      throw e;
    }
    metrics.ran(outcome);
    alerts.ran(outcome);
    served.ran(outcome);
    say(work, outcome);
  }

  /** A node whose vault lacks the keys of the plan does not take the zone over. */
  private void demandKeys(Name zone) throws UnfitNodeException {
    try {
      new ManagedZones(installation).keyManager(zone).demandKeys();
    } catch (VaultException e) {
      alerts.failed(zone, e);
      throw new UnfitNodeException(e.getMessage(), e);
    }
  }

  private static void say(DueWork work, RunOutcome outcome) {
    LOG.info(
        "{} after {}, wanted {} times: {}",
        outcome.kind().text(),
        work.cause(),
        work.marks(),
        outcome.millis());
    outcome.findings().forEach(finding -> LOG.warn("{}", finding));
  }

  private void observe(Name zone, Instant now) {
    Policy policy = policies.all().get(zone);
    if (policy != null) {
      observer.observeOnce(zone, policy, now);
    }
  }
}
