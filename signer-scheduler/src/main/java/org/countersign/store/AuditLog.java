package org.countersign.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.jdbi.v3.core.Handle;

/**
 * The audit trail: entries are only ever added, and each carries a hash over itself and the one
 * before, which the database computes.
 */
public final class AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SignerDatabase database;

  public AuditLog(SignerDatabase database) {
    this.database = database;
  }

  /** Adds an entry in a transaction of its own and returns its number. */
  public long append(
      Instant at, String actor, String action, Optional<Name> zone, Map<String, ?> details) {
    return database.call(handle -> append(handle, at, actor, action, zone, details));
  }

  /** Adds an entry in the caller's transaction; others that append wait until it ends. */
  static long append(
      Handle handle,
      Instant at,
      String actor,
      String action,
      Optional<Name> zone,
      Map<String, ?> details) {
    return handle
        .createQuery(
            "SELECT signer.audit_append(:at, :actor, :action, :zone, CAST(:details AS jsonb))")
        .bind("at", SignerDatabase.at(at))
        .bind("actor", actor)
        .bind("action", action)
        .bind("zone", zone.map(Name::toString).orElse(null))
        .bind("details", json(details))
        .mapTo(Long.class)
        .one();
  }

  private static String json(Map<String, ?> details) {
    try {
      return JSON.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("audit details that are no JSON: " + details, e);
    }
  }

  /**
   * Newest first.
   *
   * @param zone only what concerns this zone; empty for everything
   */
  public List<AuditEntry> entries(Optional<Name> zone, int limit) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT seq, at, actor, action, zone, details::text, hash FROM signer.audit"
                        + " WHERE CAST(:zone AS text) IS NULL OR zone = :zone ORDER BY seq DESC"
                        + " LIMIT :limit")
                .bind("zone", zone.map(Name::toString).orElse(null))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new AuditEntry(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3),
                            row.getString(4),
                            Optional.ofNullable(row.getString(5)),
                            row.getString(6),
                            HexFormat.of().formatHex(row.getBytes(7))))
                .list());
  }

  /**
   * Follows the chain from its first entry to its head, and computes every hash anew.
   *
   * @param expected an entry as it was noted elsewhere, number and hash with a colon between, that
   *     must be in the chain: only this shows a chain that was rewritten as a whole
   */
  public AuditVerdict verify(Optional<String> expected) {
    return database.snapshot(handle -> new AuditChain(expected).verify(handle));
  }
}
