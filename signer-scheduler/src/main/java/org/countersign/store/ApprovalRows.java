package org.countersign.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.Move;
import org.countersign.keys.rollover.Presence;
import org.jdbi.v3.core.Handle;

/** Approvals as rows of {@code signer.key_approval}. */
final class ApprovalRows {
  private ApprovalRows() {}

  /** Those not used yet. */
  static List<StoredApproval> open(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT a.key_id, a.record, a.state, a.given_by, a.given_at FROM signer.key_approval a"
                + " JOIN signer.key k USING (key_id) WHERE k.zone = :zone AND a.used_at IS NULL ORDER"
                + " BY a.approval_id")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                new StoredApproval(
                    new Approval(
                        new KeyId(row.getObject(1, UUID.class)),
                        KeyRecord.valueOf(row.getString(2)),
                        Presence.valueOf(row.getString(3))),
                    row.getString(4),
                    row.getObject(5, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** False if it was given already and not used yet. */
  static boolean insert(Handle handle, Approval approval, String by, Instant at) {
    return handle
            .createUpdate(
                "INSERT INTO signer.key_approval (key_id, record, state, given_at, given_by) VALUES"
                    + " (:key, :record, :state, :at, :by) ON CONFLICT (key_id, record, state) WHERE"
                    + " used_at IS NULL DO NOTHING")
            .bind("key", approval.key().value())
            .bind("record", approval.record().name())
            .bind("state", approval.to().name())
            .bind("at", SignerDatabase.at(at))
            .bind("by", by)
            .execute()
        == 1;
  }

  /** One approval is good for one move. */
  static void use(Handle handle, Move move, Instant at) {
    handle
        .createUpdate(
            "UPDATE signer.key_approval SET used_at = greatest(:at, given_at) WHERE key_id = :key"
                + " AND record = :record AND state = :state AND used_at IS NULL")
        .bind("key", move.key().value())
        .bind("record", move.record().name())
        .bind("state", move.to().name())
        .bind("at", SignerDatabase.at(at))
        .execute();
  }
}
