package org.countersign.schedule;

import java.util.Properties;
import org.countersign.store.DatabaseConfig;
import org.countersign.store.DueWorkStore;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;

/** Quartz on its clustered job store in PostgreSQL: each trigger fires on one node. */
final class QuartzCluster {
  private static final String STORE = "org.quartz.jobStore.";
  private static final String POOL = "org.quartz.dataSource.signer.";

  private QuartzCluster() {}

  /**
   * A scheduler that has not been started.
   *
   * @param instance unique among all processes that ever had this job store; at most 70 characters
   */
  static Scheduler scheduler(DatabaseConfig database, String instance, DueWorkStore due)
      throws SchedulerException {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", "countersign");
    p.setProperty("org.quartz.scheduler.instanceId", instance);
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    // With the default of 30 s a second node looks dead.
    p.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    p.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "20");
    p.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    p.setProperty("org.quartz.threadPool.threadCount", "2");
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.setProperty(STORE + "class", JobStoreTX.class.getName());
    p.setProperty(STORE + "driverDelegateClass", PostgreSQLDelegate.class.getName());
    p.setProperty(STORE + "tablePrefix", "quartz.qrtz_");
    p.setProperty(STORE + "dataSource", "signer");
    p.setProperty(STORE + "useProperties", "true");
    p.setProperty(STORE + "isClustered", "true");
    p.setProperty(STORE + "clusterCheckinInterval", "5000");
    p.setProperty(STORE + "acquireTriggersWithinLock", "true");
    p.setProperty(POOL + "provider", "hikaricp");
    p.setProperty(POOL + "driver", "org.postgresql.Driver");
    p.setProperty(POOL + "URL", database.url());
    p.setProperty(POOL + "user", database.user());
    p.setProperty(POOL + "password", new String(database.password().reveal()));
    p.setProperty(POOL + "maxConnections", "4");
    Scheduler quartz = new StdSchedulerFactory(p).getScheduler();
    quartz.getContext().put(WakeJob.STORE, due);
    return quartz;
  }
}
