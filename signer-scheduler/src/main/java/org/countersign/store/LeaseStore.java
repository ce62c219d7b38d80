package org.countersign.store;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.countersign.dns.Name;

/**
 * Leases on zones. The lease row is the fence: see {@link ReleaseLedger}. Only the database's clock
 * says whether a lease has expired: the clocks of two nodes may differ, and one of them may be
 * wrong.
 */
public final class LeaseStore {
  private static final String CURRENT =
      "SELECT zone, owner, epoch, expires_at FROM signer.lease WHERE zone = :zone";

  private static final String UNTIL =
      "clock_timestamp() + CAST(:seconds AS double precision) * interval '1 second'";

  private final SignerDatabase database;

  public LeaseStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Takes the lease if it is free or has expired. The epoch grows in any case, so that whoever had
   * it can release nothing any more.
   *
   * @return empty if somebody holds it, even this owner; {@link #holder} says who
   */
  public Optional<Lease> acquire(Name zone, String owner, Duration length) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO signer.lease AS l (zone, owner, epoch, acquired_at, expires_at)"
                        + " VALUES (:zone, :owner, 1, clock_timestamp(), "
                        + UNTIL
                        + ") ON CONFLICT (zone) DO UPDATE SET owner = excluded.owner, epoch ="
                        + " l.epoch + 1, acquired_at = excluded.acquired_at, expires_at ="
                        + " excluded.expires_at WHERE l.expires_at <= clock_timestamp() RETURNING"
                        + " zone, owner, epoch, expires_at")
                .bind("zone", zone.toString())
                .bind("owner", owner)
                .bind("seconds", seconds(length))
                .map((row, context) -> lease(row))
                .findOne());
  }

  /**
   * Takes a lease from a holder that is known to be gone. The epoch grows: should the holder live
   * after all, it can release nothing any more.
   *
   * @param gone the lease as it was read; empty is returned if it has changed hands since
   */
  public Optional<Lease> takeOver(Lease gone, String owner, Duration length) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "UPDATE signer.lease SET owner = :owner, epoch = epoch + 1, acquired_at ="
                        + " clock_timestamp(), expires_at = "
                        + UNTIL
                        + " WHERE zone = :zone AND owner = :gone AND epoch = :epoch RETURNING zone,"
                        + " owner, epoch, expires_at")
                .bind("zone", gone.zone().toString())
                .bind("gone", gone.owner())
                .bind("epoch", gone.epoch())
                .bind("owner", owner)
                .bind("seconds", seconds(length))
                .map((row, context) -> lease(row))
                .findOne());
  }

  /**
   * Holds a lease longer, from now on; empty if it has expired or is not ours any more. One that
   * expired is not revived: somebody may be about to take it.
   */
  public Optional<Lease> renew(Lease lease, Duration length) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "UPDATE signer.lease SET expires_at = "
                        + UNTIL
                        + " WHERE zone = :zone AND owner = :owner AND epoch = :epoch AND expires_at"
                        + " > clock_timestamp() RETURNING zone, owner, epoch, expires_at")
                .bind("zone", lease.zone().toString())
                .bind("owner", lease.owner())
                .bind("epoch", lease.epoch())
                .bind("seconds", seconds(length))
                .map((row, context) -> lease(row))
                .findOne());
  }

  /** Gives a lease back; nothing happens if it is not ours any more. */
  public void release(Lease lease) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE signer.lease SET expires_at = clock_timestamp() WHERE zone = :zone AND"
                        + " owner = :owner AND epoch = :epoch AND expires_at > clock_timestamp()")
                .bind("zone", lease.zone().toString())
                .bind("owner", lease.owner())
                .bind("epoch", lease.epoch())
                .execute());
  }

  /** The last holder, whose lease may have expired. */
  public Optional<Lease> holder(Name zone) {
    return database.call(
        handle ->
            handle
                .createQuery(CURRENT)
                .bind("zone", zone.toString())
                .map((row, context) -> lease(row))
                .findOne());
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  static Lease lease(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Lease(
        Name.parse(row.getString(1)),
        row.getString(2),
        row.getLong(3),
        row.getObject(4, OffsetDateTime.class).toInstant());
  }
}
