package org.countersign.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.jdbi.v3.core.Handle;

/** What the audit trail keeps of a run that was refused something, or failed. */
final class RunAudit {
  private static final int SHOWN = 5;

  private RunAudit() {}

  static void append(
      Handle handle,
      StoredRun run,
      List<Finding> findings,
      String actor,
      Optional<String> refusedData) {
    List<Finding> refusals = findings.stream().filter(Finding::refuses).toList();
    boolean failed = run.message().isPresent();
    if (refusals.isEmpty() && !failed) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("run", run.id().toString());
    details.put("verdict", failed ? "failed" : "refused");
    run.serial().map(Serial::value).ifPresent(serial -> details.put("serial", serial));
    refusedData.ifPresent(digest -> details.put("data", digest));
    run.message().ifPresent(message -> details.put("message", FindingRows.storable(message)));
    if (!refusals.isEmpty()) {
      details.put(
          "rules", refusals.stream().map(Finding::rule).map(RuleId::id).distinct().toList());
      details.put("findings", refusals.stream().limit(SHOWN).map(RunAudit::text).toList());
    }
    AuditLog.append(
        handle,
        run.endedAt().orElse(Instant.EPOCH),
        actor,
        failed ? "run failed" : "run refused",
        Optional.of(run.zone()),
        details);
  }

  private static String text(Finding finding) {
    String key = finding.key().map(k -> " (key " + k.hex() + ")").orElse("");
    return FindingRows.storable(finding + key);
  }
}
