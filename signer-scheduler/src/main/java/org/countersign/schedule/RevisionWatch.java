package org.countersign.schedule;

import java.time.Duration;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.policy.SchedulePolicy;
import org.countersign.store.DataSources;
import org.countersign.store.DueWorkStore;
import org.countersign.store.Notifications;
import org.countersign.store.RevisionReader;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the registry's revisions move: told by the registry where it can, and asking now and then in
 * any case, for a standby notifies nobody and a lost connection loses what was said.
 */
public final class RevisionWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RevisionWatch.class);

  private final DataSources databases;
  private final RevisionReader revisions;
  private final DueWorkStore due;
  private final ZoneWork work;
  private final Duration poll;
  private final Thread thread = new Thread(this::watch, "registry");
  private volatile boolean closed;
  private boolean troubled;

  /**
   * @param poll how often the registry is asked where it says nothing
   */
  public RevisionWatch(
      DataSources databases,
      RevisionReader revisions,
      DueWorkStore due,
      ZoneWork work,
      Duration poll) {
    this.databases = databases;
    this.revisions = revisions;
    this.due = due;
    this.work = work;
    this.poll = poll;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void watch() {
    while (!closed) {
      try (Notifications notifications = databases.registryNotifications()) {
        while (!closed) {
          look();
          notifications.next(poll);
        }
      } catch (StoreException e) {
        if (!closed) {
          alone(e);
        }
      }
    }
  }

  /** A round without being told: on a standby always, else until the registry is back. */
  private void alone(StoreException why) {
    if (!troubled) {
      LOG.warn("asking the registry every {} s: {}", poll.toSeconds(), why.getMessage());
      troubled = true;
    }
    try {
      look();
    } catch (StoreException e) {
      LOG.debug("registry", e);
    }
    try {
      Thread.sleep(poll.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void look() {
    Map<Name, SchedulePolicy> zones = work.schedules();
    revisions
        .all()
        .forEach(
            (zone, revision) -> {
              SchedulePolicy schedule = zones.get(zone);
              if (schedule != null
                  && schedule.onChange()
                  && due.sawRevision(zone, revision, schedule.settle())) {
                LOG.info("{} is at revision {} of the registry", zone, revision);
              }
            });
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
