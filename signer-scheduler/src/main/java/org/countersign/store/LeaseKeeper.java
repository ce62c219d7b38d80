package org.countersign.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Renews one lease at a third of its length until it is given back, expired or taken: a process
 * that is stopped or dies renews nothing, and others have the zone within one length. While the
 * database cannot be asked it tries again.
 */
public final class LeaseKeeper implements AutoCloseable {
  private final LeaseStore leases;
  private final Lease lease;
  private final Duration length;
  private final Thread thread;
  private boolean closed;

  private LeaseKeeper(LeaseStore leases, Lease lease, Duration length) {
    this.leases = leases;
    this.lease = lease;
    this.length = length;
    this.thread = new Thread(this::keep, "lease of " + lease.zone());
    thread.setDaemon(true);
  }

  /** Keeps a lease that was taken for {@code length}, until it is closed. */
  public static LeaseKeeper keep(LeaseStore leases, Lease lease, Duration length) {
    LeaseKeeper keeper = new LeaseKeeper(leases, lease, length);
    keeper.thread.start();
    return keeper;
  }

  public Lease lease() {
    return lease;
  }

  private void keep() {
    while (waitedOpen()) {
      try {
        Optional<Lease> renewed = leases.renew(lease, length);
        if (renewed.isEmpty()) {
          return; // whoever works under it is refused by the ledger
        }
      } catch (StoreException e) {
        // the database is away: perhaps not for as long as the lease lasts
      }
    }
  }

  private synchronized boolean waitedOpen() {
    long end = System.nanoTime() + length.dividedBy(3).toNanos();
    try {
      for (long left = end - System.nanoTime();
          left > 0 && !closed;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !closed;
  }

  /**
   * Ends the keeping and gives the lease back.
   *
   * @throws StoreException if the database cannot be told; the lease then ends by itself
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    leases.release(lease);
  }
}
