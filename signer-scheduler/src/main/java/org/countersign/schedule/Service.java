package org.countersign.schedule;

import java.time.Duration;
import org.countersign.store.DataSources;
import org.countersign.store.DueWorkStore;
import org.countersign.store.Notifications;
import org.countersign.store.RevisionReader;
import org.countersign.store.StoreException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the service: Quartz and the registry say what is due, the pool does it, and what
 * other nodes release is served here too. Any number of nodes share the databases.
 */
public final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /** How soon a zone or policy that was added by a command is noticed. */
  private static final Duration FOLLOW = Duration.ofSeconds(5);

  private static final Duration LISTEN = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSources databases;
  private final ZoneWork work;
  private final WorkPool pool;
  private final RevisionWatch watch;
  private final Scheduler quartz;
  private final Timetable timetable;
  private final Thread ear = new Thread(this::listen, "due work");
  private final Thread follower = new Thread(this::follow, "timetable");
  private volatile boolean stopping;

  /**
   * @param node unique among all processes that ever shared the database; at most 70 characters
   * @param terms how this node works
   */
  public Service(
      String node,
      DataSources databases,
      RevisionReader revisions,
      DueWorkStore due,
      ZoneWork work,
      NodeTerms terms) {
    this.databases = databases;
    this.work = work;
    this.pool = new WorkPool(node, due, work, terms.workers(), terms.lease());
    this.watch = new RevisionWatch(databases, revisions, due, work, terms.poll());
    try {
      this.quartz = QuartzCluster.scheduler(databases.signerConfig(), node, due);
    } catch (SchedulerException e) {
      throw new StoreException("Quartz cannot use its job store: " + e.getMessage(), e);
    }
    this.timetable = new Timetable(quartz, due);
    ear.setDaemon(true);
    follower.setDaemon(true);
  }

  /**
   * Starts everything; what was released last is in service already.
   *
   * @throws StoreException if the job store cannot be used
   */
  public void start() {
    try {
      timetable.follow(work.schedules());
      quartz.start();
    } catch (SchedulerException e) {
      throw new StoreException("Quartz cannot use its job store: " + e.getMessage(), e);
    }
    pool.start();
    ear.start();
    follower.start();
    watch.start();
  }

  /** The workers, to see how they do. */
  public WorkPool pool() {
    return pool;
  }

  /** Whether this node does what it should: it looks for work, which never takes long. */
  public boolean isWell() {
    return pool.sinceLastLook().compareTo(Duration.ofMinutes(1)) < 0;
  }

  private void listen() {
    while (!stopping) {
      try (Notifications due = databases.dueNotifications()) {
        while (!stopping) {
          due.next(LISTEN);
          pool.wake();
        }
      } catch (StoreException e) {
        LOG.debug("listening", e); // the pool looks itself every second, and says what is wrong
        pause(RETRY);
      }
    }
  }

  private void follow() {
    boolean troubled = false;
    while (!stopping) {
      pause(FOLLOW);
      try {
        timetable.follow(work.schedules());
        troubled = false;
      } catch (SchedulerException | StoreException e) {
        if (!troubled && !stopping) {
          LOG.warn("the timetable stays as it is: {}", e.getMessage());
        }
        troubled = true;
      }
    }
  }

  private void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /**
   * Stops: no more work is taken, what is being done ends or is broken off and stays due.
   *
   * @return whether everything ended by itself
   */
  public boolean stop(Duration patience) {
    stopping = true;
    ear.interrupt();
    follower.interrupt();
    watch.close();
    try {
      quartz.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("Quartz: {}", e.getMessage());
    }
    return pool.stop(patience);
  }
}
