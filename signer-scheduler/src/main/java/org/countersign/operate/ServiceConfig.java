package org.countersign.operate;

import java.time.Duration;
import org.countersign.settings.Doc;

/** How {@code serve} works on this node. */
record ServiceConfig(
    @Doc("What this node is called in logs, leases and alerts. Unset: the host's name.")
        String node,
    @Doc("Zones worked on at once; 0 takes two for each processor.") Integer workers,
    @Doc("After so long without a sign of life, other nodes take over what this one was doing.")
        Duration lease,
    @Doc("How often the registry is asked for its revision where it notifies nobody.")
        Duration poll,
    @Doc("How long a stop waits for work that is being done, before it breaks it off.")
        Duration stopTimeout) {
  ServiceConfig {
    workers = workers == null ? 0 : workers;
    lease = lease == null ? ZoneLease.LENGTH : lease;
    poll = poll == null ? Duration.ofSeconds(10) : poll;
    stopTimeout = stopTimeout == null ? Duration.ofSeconds(60) : stopTimeout;
  }

  int workersOn(int processors) {
    return workers == 0 ? 2 * processors : workers;
  }
}
