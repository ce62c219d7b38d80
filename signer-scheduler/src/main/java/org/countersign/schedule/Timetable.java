package org.countersign.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.countersign.dns.Digests;
import org.countersign.dns.Name;
import org.countersign.policy.SchedulePolicy;
import org.countersign.store.DueWorkStore;
import org.countersign.store.WorkKind;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Quartz's triggers, kept as the zones' policies say. Every node does this, and all agree. */
final class Timetable {
  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

  /** What a trigger was made from: where it differs from the policy, the trigger is made anew. */
  private static final String TIMES = "times";

  /** What is due at once for a zone that is new; a run refreshes and moves keys too. */
  private static final Set<WorkKind> NEW = Set.of(WorkKind.RUN, WorkKind.OBSERVE);

  private static final int LONGEST = 150; // of the 200 characters that Quartz's tables hold

  private final Scheduler quartz;
  private final DueWorkStore due;

  Timetable(Scheduler quartz, DueWorkStore due) {
    this.quartz = quartz;
    this.due = due;
  }

  /** Adds, changes and takes away triggers. */
  void follow(Map<Name, SchedulePolicy> schedules) throws SchedulerException {
    Set<TriggerKey> wanted = new HashSet<>();
    for (Map.Entry<Name, SchedulePolicy> zone : schedules.entrySet()) {
      for (Map.Entry<WorkKind, String> times : times(zone.getValue()).entrySet()) {
        TriggerKey key = key(zone.getKey(), times.getKey());
        wanted.add(key);
        Trigger standing = quartz.getTrigger(key);
        if (standing == null
            || !times.getValue().equals(standing.getJobDataMap().getString(TIMES))) {
          put(key, zone.getKey(), times.getKey(), times.getValue());
          if (NEW.contains(times.getKey())) {
            due.want(zone.getKey(), times.getKey(), "new schedule", Duration.ZERO);
          }
        }
      }
    }
    for (TriggerKey key : quartz.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
      if (!wanted.contains(key)) {
        quartz.deleteJob(new JobKey(key.getName(), key.getGroup()));
      }
    }
  }

  /** By kind of work, an interval (ISO 8601) or a cron expression. */
  private static Map<WorkKind, String> times(SchedulePolicy schedule) {
    Map<WorkKind, String> times = new EnumMap<>(WorkKind.class);
    times.put(
        WorkKind.RUN,
        schedule.runCron() == null ? schedule.run().toString() : schedule.runCron().strip());
    times.put(WorkKind.REFRESH, schedule.refresh().toString());
    times.put(WorkKind.ROLLOVER, schedule.rollover().toString());
    times.put(WorkKind.OBSERVE, schedule.observe().toString());
    times.put(WorkKind.RETAIN, schedule.retain().toString());
    return times;
  }

  private void put(TriggerKey key, Name zone, WorkKind kind, String times)
      throws SchedulerException {
    JobDetail job =
        JobBuilder.newJob(WakeJob.class)
            .withIdentity(key.getName(), key.getGroup())
            .usingJobData(WakeJob.ZONE, zone.toString())
            .usingJobData(WakeJob.KIND, kind.name())
            .requestRecovery()
            .build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key)
            .usingJobData(TIMES, times)
            .startAt(start(zone, kind, times))
            .withSchedule(schedule(times))
            .build();
    quartz.scheduleJob(job, Set.of(trigger), true);
    LOG.info("{} of {}: {}", kind.text(), zone, times);
  }

  private static boolean isInterval(String times) {
    return times.startsWith("P");
  }

  /** Zones start at different moments of their interval, or all would run at once. */
  private static Date start(Name zone, WorkKind kind, String times) {
    long now = System.currentTimeMillis();
    if (!isInterval(times)) {
      return new Date(now);
    }
    long interval = Duration.parse(times).toMillis();
    int place = (zone + " " + kind).hashCode() & Integer.MAX_VALUE;
    return new Date(now + interval / 2 + place % interval / 2);
  }

  /** What was missed is made up for once. */
  private static ScheduleBuilder<? extends Trigger> schedule(String times) {
    if (isInterval(times)) {
      return SimpleScheduleBuilder.simpleSchedule()
          .withIntervalInMilliseconds(Duration.parse(times).toMillis())
          .repeatForever()
          .withMisfireHandlingInstructionNowWithExistingCount();
    }
    return CronScheduleBuilder.cronSchedule(times)
        .inTimeZone(TimeZone.getTimeZone("UTC"))
        .withMisfireHandlingInstructionFireAndProceed();
  }

  private static TriggerKey key(Name zone, WorkKind kind) {
    String name = zone.toString();
    String group =
        name.length() <= LONGEST
            ? name
            : HexFormat.of().formatHex(Digests.sha256().digest(name.getBytes(UTF_8)));
    return new TriggerKey(kind.text(), group);
  }
}
