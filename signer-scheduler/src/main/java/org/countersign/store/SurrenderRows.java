package org.countersign.store;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.jdbi.v3.core.Handle;

/** Keys given up in an emergency, as rows of {@code signer.key_surrender}. */
final class SurrenderRows {
  private SurrenderRows() {}

  /** False if it was given up already. */
  static boolean insert(Handle handle, KeyId key, String actor, String reason, Instant at) {
    return handle
            .createUpdate(
                "INSERT INTO signer.key_surrender (key_id, at, actor, reason) VALUES (:key, :at,"
                    + " :actor, :reason) ON CONFLICT DO NOTHING")
            .bind("key", key.value())
            .bind("at", SignerDatabase.at(at))
            .bind("actor", actor)
            .bind("reason", reason)
            .execute()
        == 1;
  }

  static Set<Fingerprint> of(Handle handle, Name zone) {
    return handle
        .createQuery(
            "SELECT k.fingerprint FROM signer.key_surrender s JOIN signer.key k USING (key_id)"
                + " WHERE k.zone = :zone")
        .bind("zone", zone.toString())
        .map((row, context) -> new Fingerprint(row.getString(1)))
        .stream()
        .collect(Collectors.toSet());
  }
}
