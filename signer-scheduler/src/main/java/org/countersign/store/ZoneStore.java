package org.countersign.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;

/** The zones under management. */
public final class ZoneStore {
  private final SignerDatabase database;

  public ZoneStore(SignerDatabase database) {
    this.database = database;
  }

  /** Takes a zone under management, on the audit trail; false if it was already. */
  public boolean add(Name origin, Instant at, String actor) {
    return database.call(
        handle -> {
          int rows =
              handle
                  .createUpdate(
                      "INSERT INTO signer.zone (origin, added_at) VALUES (:origin, :at)"
                          + " ON CONFLICT DO NOTHING")
                  .bind("origin", origin.toString())
                  .bind("at", SignerDatabase.at(at))
                  .execute();
          if (rows == 1) {
            AuditLog.append(handle, at, actor, "zone add", Optional.of(origin), Map.of());
          }
          return rows == 1;
        });
  }

  /** In alphabetical order. */
  public List<Name> all() {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT origin FROM signer.zone ORDER BY origin")
                .map((row, context) -> Name.parse(row.getString(1)))
                .list());
  }

  /** Since when the zone is under management; empty if it is not. */
  public Optional<Instant> addedAt(Name origin) {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT added_at FROM signer.zone WHERE origin = :origin")
                .bind("origin", origin.toString())
                .map((row, context) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .findOne());
  }
}
