package org.countersign.policy;

import java.time.Duration;
import org.countersign.settings.Doc;

/** When the service works on the zone, beside what a changed registry calls for. */
public record SchedulePolicy(
    @Doc("Time between pipeline runs, each with all the registry's data.") Duration run,
    @Doc(
            "Pipeline runs at times of day instead, as Quartz writes them, in UTC: `0 0/15 * * * ?` is"
                + " every quarter of an hour.")
        String runCron,
    @Doc(
            "Whether a change in the registry calls for a run: at once where the registry notifies,"
                + " else when it is next asked for its revision.")
        Boolean onChange,
    @Doc("How long changes are gathered before they call for a run.") Duration settle,
    @Doc("Time between looks at signatures that need refreshing, whatever the registry does.")
        Duration refresh,
    @Doc("Time between steps of the key state machine.") Duration rollover,
    @Doc("Time between looks at what name servers and the parent serve.") Duration observe,
    @Doc("Time between clearances of what has been kept long enough.") Duration retain) {
  public SchedulePolicy {
    run = Defaults.or(run, Duration.ofHours(1));
    onChange = Defaults.or(onChange, true);
    settle = Defaults.or(settle, Duration.ofSeconds(1));
    refresh = Defaults.or(refresh, Duration.ofHours(3));
    rollover = Defaults.or(rollover, Duration.ofMinutes(5));
    observe = Defaults.or(observe, Duration.ofMinutes(1));
    retain = Defaults.or(retain, Duration.ofDays(1));
  }
}
