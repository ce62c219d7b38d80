package org.countersign.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.observe.DsStatement;
import org.jdbi.v3.core.Handle;

/** What operators said of DS records, as rows of {@code signer.ds_statement}. */
final class DsStatementRows {
  private DsStatementRows() {}

  static void insert(Handle handle, DsStatement statement, String actor) {
    handle
        .createUpdate(
            "INSERT INTO signer.ds_statement (key_id, present, at, actor) VALUES (:key, :present,"
                + " :at, :actor)")
        .bind("key", statement.key().value())
        .bind("present", statement.present())
        .bind("at", SignerDatabase.at(statement.at()))
        .bind("actor", actor)
        .execute();
  }

  /** In the order in which they were made. */
  static List<DsStatement> of(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT s.key_id, s.present, s.at FROM signer.ds_statement s JOIN signer.key k USING"
                + " (key_id) WHERE k.zone = :zone ORDER BY s.ordinal")
        .bind("zone", zone.toString())
        .map(
            (row, context) ->
                new DsStatement(
                    new KeyId(row.getObject(1, UUID.class)),
                    row.getBoolean(2),
                    row.getObject(3, OffsetDateTime.class).toInstant()))
        .list();
  }
}
