package org.countersign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.finding.RuleId;
import org.countersign.release.NotReleasedException;
import org.countersign.release.ReleaseRecord;
import org.jdbi.v3.core.Handle;

/**
 * Overrides of content limits: asked for by one person, approved by another, used by one release.
 * The database holds these rules too, and that nothing but content limits is lifted.
 */
public final class OverrideStore {
  private static final String COLUMNS =
      "override_id, zone, data_sha256, array_to_string(rules, ','), reason, requester,"
          + " requested_at, expires_at, approver, approved_at, used_serial";

  private final SignerDatabase database;

  public OverrideStore(SignerDatabase database) {
    this.database = database;
  }

  /**
   * Notes a request, on the audit trail.
   *
   * @throws StoreException if the database refuses it: a rule that is no content limit, no reason
   */
  public StoredOverride request(
      Name zone,
      String dataDigest,
      Set<RuleId> rules,
      String reason,
      String requester,
      Instant now,
      Instant expiresAt) {
    return database.call(
        handle -> {
          StoredOverride made =
              handle
                  .createQuery(
                      "INSERT INTO signer.content_override (zone, data_sha256, rules, reason,"
                          + " requester, requested_at, expires_at) VALUES (:zone, :data,"
                          + " string_to_array(:rules, ','), :reason, :requester, :now, :expires)"
                          + " RETURNING "
                          + COLUMNS)
                  .bind("zone", zone.toString())
                  .bind("data", dataDigest)
                  .bind("rules", text(rules))
                  .bind("reason", reason)
                  .bind("requester", requester)
                  .bind("now", SignerDatabase.at(now))
                  .bind("expires", SignerDatabase.at(expiresAt))
                  .map((row, context) -> override(row))
                  .one();
          audit(handle, made, now, requester, "override request", Map.of("reason", reason));
          return made;
        });
  }

  /**
   * Approves a request, on the audit trail.
   *
   * @return empty if there is none to approve: unknown, expired, used or approved already
   * @throws StoreException if the approver is the requester
   */
  public Optional<StoredOverride> approve(long id, String approver, Instant now) {
    return database.call(
        handle -> {
          Optional<StoredOverride> approved =
              handle
                  .createQuery(
                      "UPDATE signer.content_override SET approver = :approver, approved_at = :now"
                          + " WHERE override_id = :id AND approver IS NULL AND expires_at > :now"
                          + " RETURNING "
                          + COLUMNS)
                  .bind("approver", approver)
                  .bind("now", SignerDatabase.at(now))
                  .bind("id", id)
                  .map((row, context) -> override(row))
                  .findOne();
          approved.ifPresent(
              o -> audit(handle, o, now, approver, "override approve", Map.of("override", o.id())));
          return approved;
        });
  }

  public Optional<StoredOverride> find(long id) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT " + COLUMNS + " FROM signer.content_override WHERE override_id = :id")
                .bind("id", id)
                .map((row, context) -> override(row))
                .findOne());
  }

  /** Every request there was, newest first; of one zone or of all. */
  public List<StoredOverride> all(Optional<Name> zone) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM signer.content_override WHERE CAST(:zone AS text) IS NULL OR zone"
                        + " = :zone ORDER BY override_id DESC")
                .bind("zone", zone.map(Name::toString).orElse(null))
                .map((row, context) -> override(row))
                .list());
  }

  /** The newest override of a content that is approved, not used and not expired. */
  public Optional<ContentOverride> inForce(Name zone, String dataDigest, Instant now) {
    return database
        .call(handle -> usable(handle, zone, dataDigest, now))
        .map(
            o ->
                new ContentOverride(
                    o.dataDigest(), o.rules(), o.reason(), o.requester(), o.approver().get()));
  }

  private static Optional<StoredOverride> usable(
      Handle handle, Name zone, String dataDigest, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM signer.content_override WHERE zone = :zone AND data_sha256 = :data AND"
                + " approved_at <= :now AND expires_at > :now AND used_at IS NULL ORDER BY"
                + " override_id DESC LIMIT 1 FOR UPDATE")
        .bind("zone", zone.toString())
        .bind("data", dataDigest)
        .bind("now", SignerDatabase.at(now))
        .map((row, context) -> override(row))
        .findOne();
  }

  /**
   * Uses up the override that let a release through, in the transaction that records the release.
   *
   * @throws NotReleasedException if it is used up, or over
   */
  static void use(Handle handle, ReleaseRecord release) {
    StoredOverride override =
        usable(handle, release.origin(), release.dataDigest(), release.releasedAt())
            .orElseThrow(
                () ->
                    new NotReleasedException(
                        "the override that let this content of "
                            + release.origin()
                            + " through is used up or over: ask for another, and run again"));
    handle
        .createUpdate(
            "UPDATE signer.content_override SET used_at = :now, used_serial = :serial WHERE"
                + " override_id = :id")
        .bind("now", SignerDatabase.at(release.releasedAt()))
        .bind("serial", release.serial().value())
        .bind("id", override.id())
        .execute();
  }

  private static void audit(
      Handle handle,
      StoredOverride override,
      Instant at,
      String actor,
      String action,
      Map<String, ?> more) {
    Map<String, Object> details = new java.util.LinkedHashMap<>(more);
    details.put("override", override.id());
    details.put("data", override.dataDigest());
    details.put("rules", text(override.rules()));
    details.put("expiresAt", override.expiresAt().toString());
    AuditLog.append(handle, at, actor, action, Optional.of(override.zone()), details);
  }

  private static String text(Set<RuleId> rules) {
    return rules.stream().map(RuleId::id).sorted().collect(Collectors.joining(","));
  }

  private static StoredOverride override(ResultSet row) throws SQLException {
    Long serial = row.getObject(11, Long.class);
    Set<RuleId> rules =
        Arrays.stream(row.getString(4).split(","))
            .map(id -> RuleId.valueOf(id.replace('-', '_')))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RuleId.class)));
    return new StoredOverride(
        row.getLong(1),
        Name.parse(row.getString(2)),
        row.getString(3),
        rules,
        row.getString(5),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant(),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(SignerDatabase.instant(row.getObject(10, OffsetDateTime.class))),
        Optional.ofNullable(serial).map(Serial::new));
  }
}
