package org.countersign.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.keys.observe.Waiver;
import org.jdbi.v3.core.Handle;

/** Servers that rollovers do not wait for: one open waiver at a time for each zone and server. */
public final class WaiverStore {
  private final SignerDatabase database;

  public WaiverStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Waives a server, on the audit trail.
   *
   * @return false if it is waived already; that waiver stays as it is
   */
  public boolean waive(Name zone, Waiver waiver, String actor) {
    return database.call(
        handle -> {
          boolean made =
              handle
                      .createUpdate(
                          "INSERT INTO signer.waiver (zone, server, reason, owner, since) VALUES"
                              + " (:zone, :server, :reason, :owner, :since) ON CONFLICT (zone,"
                              + " server) WHERE ended_at IS NULL DO NOTHING")
                      .bind("zone", zone.toString())
                      .bind("server", waiver.server())
                      .bind("reason", waiver.reason())
                      .bind("owner", actor)
                      .bind("since", SignerDatabase.at(waiver.since()))
                      .execute()
                  == 1;
          if (made) {
            AuditLog.append(
                handle,
                waiver.since(),
                actor,
                "server waive",
                Optional.of(zone),
                Map.of("server", waiver.server(), "reason", waiver.reason()));
          }
          return made;
        });
  }

  /**
   * Waits for a server again, on the audit trail.
   *
   * @return false if it was not waived
   */
  public boolean end(Name zone, String server, String actor, Instant now) {
    return database.call(
        handle -> {
          boolean ended =
              handle
                      .createUpdate(
                          "UPDATE signer.waiver SET ended_at = greatest(since, :now), ended_by ="
                              + " :actor WHERE zone = :zone AND server = :server AND ended_at IS"
                              + " NULL")
                      .bind("now", SignerDatabase.at(now))
                      .bind("actor", actor)
                      .bind("zone", zone.toString())
                      .bind("server", server)
                      .execute()
                  == 1;
          if (ended) {
            AuditLog.append(
                handle, now, actor, "server wait", Optional.of(zone), Map.of("server", server));
          }
          return ended;
        });
  }

  /** What is waived now. */
  public List<Waiver> open(Name zone) {
    return database.call(handle -> open(handle, zone));
  }

  static List<Waiver> open(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT server, since, reason FROM signer.waiver WHERE zone = :zone AND ended_at IS"
                + " NULL ORDER BY ordinal")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                new Waiver(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3)))
        .list();
  }
}
