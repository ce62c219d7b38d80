package org.countersign.operate;

import java.time.Duration;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.store.Lease;
import org.countersign.store.LeaseKeeper;
import org.countersign.store.LeaseStore;
import org.countersign.store.LeaseTakenException;

/** The lease under which one piece of work is done on a zone: renewed until it is closed. */
final class ZoneLease implements AutoCloseable {
  /** After so long without a sign of life, others may have the zone. */
  static final Duration LENGTH = Duration.ofSeconds(30);

  private final LeaseKeeper keeper;

  private ZoneLease(LeaseKeeper keeper) {
    this.keeper = keeper;
  }

  /**
   * Takes it, also from a process of this machine that was killed with it in its hands.
   *
   * @throws LeaseTakenException if another process has it
   */
  static ZoneLease take(LeaseStore leases, Name origin) {
    return take(leases, origin, LENGTH);
  }

  /** The same for another length. */
  static ZoneLease take(LeaseStore leases, Name origin, Duration length) {
    Lease lease =
        leases
            .acquire(origin, Actors.process(), length)
            .or(() -> fromTheDead(leases, origin, length))
            .orElseThrow(() -> taken(origin, leases.holder(origin)));
    return new ZoneLease(LeaseKeeper.keep(leases, lease, length));
  }

  private static Optional<Lease> fromTheDead(LeaseStore leases, Name origin, Duration length) {
    return leases
        .holder(origin)
        .filter(
            holder -> ProcessName.parse(holder.owner()).map(ProcessName::hasEnded).orElse(false))
        .flatMap(holder -> leases.takeOver(holder, Actors.process(), length));
  }

  Lease lease() {
    return keeper.lease();
  }

  @Override
  public void close() {
    keeper.close();
  }

  private static LeaseTakenException taken(Name origin, Optional<Lease> holder) {
    return new LeaseTakenException(
        holder
            .map(
                h ->
                    "another run has "
                        + origin
                        + ": "
                        + h.owner()
                        + ", until "
                        + Moments.text(h.expiresAt())
                        + " unless it renews its lease; wait for its end")
            .orElse("the lease of " + origin + " was taken and given back: try again"));
  }
}
