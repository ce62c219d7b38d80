package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.jdbi.v3.core.Handle;

/** Holds: persistent, one at a time for each zone and scope. */
public final class HoldStore {
  private static final String COLUMNS =
      "zone, scope, owner, reason, since, until, resumed_at, resumed_by";

  private final SignerDatabase database;

  public HoldStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Puts a scope of a zone on hold, on the audit trail. Waits for a release that is being written;
   * after this no other is written that the hold is to stop.
   *
   * @return the hold that stands in the way; empty if the new one was made
   */
  public Optional<Hold> hold(
      Name zone,
      HoldScope scope,
      String owner,
      String reason,
      Instant now,
      Optional<Instant> until) {
    return database.call(
        handle -> {
          lock(handle, zone);
          return insert(handle, zone, scope, owner, reason, now, until)
              ? Optional.empty()
              : open(handle, zone, scope, now);
        });
  }

  /** Makes a hold in the caller's transaction; false if there is one already. */
  static boolean insert(
      Handle handle,
      Name zone,
      HoldScope scope,
      String owner,
      String reason,
      Instant now,
      Optional<Instant> until) {
    // one that ended by itself makes room
    handle
        .createUpdate(
            "UPDATE signer.hold SET resumed_at = until, resumed_by = 'time' WHERE zone = :zone"
                + " AND scope = :scope AND resumed_at IS NULL AND until <= :now")
        .bind("zone", zone.toString())
        .bind("scope", scope.text())
        .bind("now", SignerDatabase.at(now))
        .execute();
    int made =
        handle
            .createUpdate(
                "INSERT INTO signer.hold (zone, scope, owner, reason, since, until) VALUES"
                    + " (:zone, :scope, :owner, :reason, :now, :until) ON CONFLICT (zone,"
                    + " scope) WHERE resumed_at IS NULL DO NOTHING")
            .bind("zone", zone.toString())
            .bind("scope", scope.text())
            .bind("owner", owner)
            .bind("reason", reason)
            .bind("now", SignerDatabase.at(now))
            .bind("until", SignerDatabase.at(until))
            .execute();
    if (made == 1) {
      AuditLog.append(handle, now, owner, "hold", Optional.of(zone), facts(scope, reason, until));
    }
    return made == 1;
  }

  /** A release is written while its lease's row is locked; so is a hold. */
  private static void lock(Handle handle, Name zone) {
    handle
        .createQuery("SELECT epoch FROM signer.lease WHERE zone = :zone FOR UPDATE")
        .bind("zone", zone.toString())
        .mapTo(Long.class)
        .findOne();
  }

  private static Map<String, Object> facts(
      HoldScope scope, String reason, Optional<Instant> until) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scope", scope.text());
    facts.put("reason", reason);
    until.ifPresent(end -> facts.put("until", end.toString()));
    return facts;
  }

  /** The hold of a scope that is in force, in the caller's transaction. */
  static Optional<Hold> open(Handle handle, Name zone, HoldScope scope, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM signer.hold WHERE zone = :zone AND scope = :scope AND resumed_at IS NULL"
                + " AND (until IS NULL OR until > :now)")
        .bind("zone", zone.toString())
        .bind("scope", scope.text())
        .bind("now", SignerDatabase.at(now))
        .map((row, context) -> hold(row))
        .findOne();
  }

  /** Ends a hold, on the audit trail; empty if there was none. */
  public Optional<Hold> resume(Name zone, HoldScope scope, String by, Instant now) {
    return database.call(
        handle -> {
          Optional<Hold> resumed =
              handle
                  .createQuery(
                      "UPDATE signer.hold SET resumed_at = :now, resumed_by = :by WHERE zone = :zone"
                          + " AND scope = :scope AND resumed_at IS NULL AND (until IS NULL OR until"
                          + " > :now) RETURNING "
                          + COLUMNS)
                  .bind("now", SignerDatabase.at(now))
                  .bind("by", by)
                  .bind("zone", zone.toString())
                  .bind("scope", scope.text())
                  .map((row, context) -> hold(row))
                  .findOne();
          resumed.ifPresent(
              hold ->
                  AuditLog.append(
                      handle,
                      now,
                      by,
                      "resume",
                      Optional.of(zone),
                      Map.of("scope", scope.text(), "heldBy", hold.owner())));
          return resumed;
        });
  }

  /** Every hold there was, newest first. */
  public List<Hold> all(Name zone) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM signer.hold WHERE zone = :zone ORDER BY hold_id DESC")
                .bind("zone", zone.toString())
                .map((row, context) -> hold(row))
                .list());
  }

  /** The holds in force, newest first. */
  public List<Hold> open(Name zone, Instant now) {
    return all(zone).stream().filter(hold -> hold.holdsAt(now)).toList();
  }

  /** What is on hold now. */
  public Set<HoldScope> inForce(Name zone, Instant now) {
    Set<HoldScope> scopes = EnumSet.noneOf(HoldScope.class);
    open(zone, now).forEach(h -> scopes.add(h.scope()));
    return scopes;
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        Name.parse(row.getString(1)),
        HoldScope.parse(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        instant(row, 6),
        instant(row, 7),
        Optional.ofNullable(row.getString(8)));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(SignerDatabase.instant(row.getObject(column, OffsetDateTime.class)));
  }
}
