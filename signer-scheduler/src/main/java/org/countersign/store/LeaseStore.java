package org.countersign.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.countersign.dns.Name;

/** Leases on zones. The lease row is the fence: see {@link ReleaseLedger}. */
public final class LeaseStore {
  private static final String CURRENT =
      "SELECT zone, owner, epoch, expires_at FROM signer.lease WHERE zone = :zone";

  private final SignerDatabase database;

  public LeaseStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Takes the lease if it is free, has expired or is ours already. The epoch grows in any case, so
   * that two runs of one owner fence each other as well.
   *
   * @return empty if another holds it; {@link #holder} says who
   */
  public Optional<Lease> acquire(Name zone, String owner, Instant now, Duration length) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO signer.lease AS l (zone, owner, epoch, acquired_at, expires_at)"
                        + " VALUES (:zone, :owner, 1, :now, :until) ON CONFLICT (zone) DO UPDATE"
                        + " SET owner = excluded.owner, epoch = l.epoch + 1, acquired_at ="
                        + " excluded.acquired_at, expires_at = excluded.expires_at WHERE l.owner ="
                        + " excluded.owner OR l.expires_at <= excluded.acquired_at RETURNING zone,"
                        + " owner, epoch, expires_at")
                .bind("zone", zone.toString())
                .bind("owner", owner)
                .bind("now", SignerDatabase.at(now))
                .bind("until", SignerDatabase.at(now.plus(length)))
                .map((row, context) -> lease(row))
                .findOne());
  }

  /**
   * Takes a lease from a holder that is known to be gone. The epoch grows: should the holder live
   * after all, it can release nothing any more.
   *
   * @param gone the lease as it was read; empty is returned if it has changed since
   */
  public Optional<Lease> takeOver(Lease gone, String owner, Instant now, Duration length) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "UPDATE signer.lease SET owner = :owner, epoch = epoch + 1, acquired_at = :now,"
                        + " expires_at = :until WHERE zone = :zone AND owner = :gone AND epoch ="
                        + " :epoch RETURNING zone, owner, epoch, expires_at")
                .bind("zone", gone.zone().toString())
                .bind("gone", gone.owner())
                .bind("epoch", gone.epoch())
                .bind("owner", owner)
                .bind("now", SignerDatabase.at(now))
                .bind("until", SignerDatabase.at(now.plus(length)))
                .map((row, context) -> lease(row))
                .findOne());
  }

  /** Holds a lease longer; empty if it is not ours any more. */
  public Optional<Lease> renew(Lease lease, Instant now, Duration length) {
    return until(lease, now.plus(length));
  }

  /** Gives a lease back; nothing happens if it is not ours any more. */
  public void release(Lease lease, Instant now) {
    until(lease, now);
  }

  private Optional<Lease> until(Lease lease, Instant until) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "UPDATE signer.lease SET expires_at = :until WHERE zone = :zone AND owner ="
                        + " :owner AND epoch = :epoch RETURNING zone, owner, epoch, expires_at")
                .bind("zone", lease.zone().toString())
                .bind("owner", lease.owner())
                .bind("epoch", lease.epoch())
                .bind("until", SignerDatabase.at(until))
                .map((row, context) -> lease(row))
                .findOne());
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

  static Lease lease(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Lease(
        Name.parse(row.getString(1)),
        row.getString(2),
        row.getLong(3),
        row.getObject(4, OffsetDateTime.class).toInstant());
  }
}
