package org.countersign.schedule;

import org.countersign.dns.Name;
import org.countersign.store.DueWorkStore;
import org.countersign.store.WorkKind;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** The only job that Quartz runs: it marks work as due, and is done. */
public final class WakeJob implements Job {
  static final String ZONE = "zone";
  static final String KIND = "kind";

  /** Where the scheduler keeps the store. */
  static final String STORE = "due";

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    JobDataMap data = context.getMergedJobDataMap();
    try {
      DueWorkStore due = (DueWorkStore) context.getScheduler().getContext().get(STORE);
      due.want(
          Name.parse(data.getString(ZONE)),
          WorkKind.valueOf(data.getString(KIND)),
          "schedule",
          java.time.Duration.ZERO);
    } catch (SchedulerException | RuntimeException e) {
      // Once more at once; if the database is away, Quartz cannot run anything either.
      throw new JobExecutionException(e, context.getRefireCount() < 3);
    }
  }
}
