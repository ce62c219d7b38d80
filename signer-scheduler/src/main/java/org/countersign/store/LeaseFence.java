package org.countersign.store;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The fence around a zone's state: what changes it first locks the lease's row and finds its own
 * owner and epoch there, so that no other writer gets between.
 */
final class LeaseFence {
  private LeaseFence() {}

  /**
   * Locks the lease's row until the transaction ends.
   *
   * @param refusal the exception for a lease that is not ours any more, from a sentence about it
   */
  static void demand(Handle handle, Lease lease, Function<String, RuntimeException> refusal) {
    Optional<Lease> current =
        handle
            .createQuery(
                "SELECT zone, owner, epoch, expires_at FROM signer.lease WHERE zone = :zone FOR"
                    + " UPDATE")
            .bind("zone", lease.zone().toString())
            .map((row, context) -> LeaseStore.lease(row))
            .findOne();
    boolean ours =
        current.isPresent()
            && current.get().owner().equals(lease.owner())
            && current.get().epoch() == lease.epoch();
    if (!ours) {
      throw refusal.apply(
          lease.zone()
              + " is in the hands of "
              + current.map(c -> c.owner() + " (epoch " + c.epoch() + ")").orElse("nobody")
              + " now, no longer of "
              + lease.owner()
              + " (epoch "
              + lease.epoch()
              + ")");
    }
  }
}
