package org.countersign.operate;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.observe.Observer;
import org.countersign.policy.Policy;
import org.countersign.policy.SchedulePolicy;
import org.countersign.run.ProgressLine;
import org.countersign.run.RunOutcome;
import org.countersign.schedule.ZoneWork;
import org.countersign.store.DueWork;
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
  private final PoliciesInForce policies;
  private final Observer observer;

  ServiceWork(Installation installation, Clock clock, ServedReleases served) {
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.installation = installation;
    this.clock = clock;
    this.served = served;
    this.policies = new PoliciesInForce(new PolicyStore(database));
    this.observer = new Observer(new ObservationStore(database));
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
    switch (work.kind()) {
      case RUN, REFRESH -> run(work, now);
      case OBSERVE -> observe(work.zone(), now);
      default -> throw new IllegalStateException("nobody schedules " + work.kind());
    }
  }

  private void run(DueWork work, Instant now) throws Exception {
    ZoneRun run = new ZoneRun(installation, ProgressLine.onTerminal(false));
    RunOutcome outcome = run.run(work.zone(), now, installation.config().service().lease());
    served.ran(outcome);
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
