package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.store.Lease;
import org.countersign.store.LeaseStore;
import org.countersign.store.StoreException;

/** The lease under which one run works on its zone. */
final class ZoneLease {
  /** Longer than any run: a second run of this zone waits for its end, not for this. */
  private static final Duration LENGTH = Duration.ofHours(6);

  private ZoneLease() {}

  /**
   * Takes it, also from a process of this host that was killed with it in its hands.
   *
   * @throws StoreException if another process has it
   */
  static Lease take(LeaseStore leases, Name origin, Instant now) {
    Optional<Lease> ours = leases.acquire(origin, Actors.process(), now, LENGTH);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<Lease> holder = leases.holder(origin);
    return holder
        .filter(h -> Actors.hasEnded(h.owner()))
        .flatMap(h -> leases.takeOver(h, Actors.process(), now, LENGTH))
        .orElseThrow(() -> taken(origin, holder));
  }

  private static StoreException taken(Name origin, Optional<Lease> holder) {
    return new StoreException(
        holder
            .map(
                h ->
                    "another run has "
                        + origin
                        + ": "
                        + h.owner()
                        + ", until "
                        + Moments.text(h.expiresAt())
                        + " at the latest; wait for its end")
            .orElse("the lease of " + origin + " was taken and given back: try again"));
  }
}
