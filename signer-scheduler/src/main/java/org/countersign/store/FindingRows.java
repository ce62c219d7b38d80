package org.countersign.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Findings as rows of {@code signer.finding}. */
final class FindingRows {
  private FindingRows() {}

  static void insert(Handle handle, Name zone, UUID run, List<Finding> findings) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO signer.finding (zone, run_id, rule, severity, owner, type, key_tag,"
                + " fingerprint, message) VALUES (:zone, :run, :rule, :severity, :owner, :type,"
                + " :tag, :fingerprint, :message)");
    for (Finding finding : findings) {
      batch
          .bind("zone", zone.toString())
          .bind("run", run)
          .bind("rule", finding.rule().id())
          .bind("severity", finding.severity().name())
          .bind("owner", finding.owner().map(FindingRows::storable).orElse(null))
          .bind("type", finding.type().orElse(null))
          .bind("tag", finding.keyTag().map(KeyTag::value).orElse(null))
          .bind("fingerprint", finding.key().map(Fingerprint::hex).orElse(null))
          .bind("message", storable(finding.message()))
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** PostgreSQL's text holds every character but NUL, which a bad row's message may quote. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  static List<Finding> of(Handle handle, UUID run) {
    return handle
        .createQuery(
            "SELECT rule, severity, owner, type, key_tag, fingerprint, message FROM signer.finding"
                + " WHERE run_id = :run ORDER BY finding_id")
        .bind("run", run)
        .map(
            (row, context) ->
                new Finding(
                    RuleId.valueOf(row.getString(1).replace('-', '_')),
                    Severity.valueOf(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    Optional.ofNullable(row.getString(4)),
                    Optional.ofNullable(row.getObject(5, Integer.class)).map(KeyTag::new),
                    Optional.ofNullable(row.getString(6)).map(Fingerprint::new),
                    row.getString(7)))
        .list();
  }
}
