package org.countersign.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.release.ReleaseRecord;
import org.jdbi.v3.core.Handle;

/** What a rollback changes besides its release. */
final class RollbackRows {
  /** Without these the next run would bring back what was rolled back. */
  private static final List<HoldScope> HELD = List.of(HoldScope.INGEST, HoldScope.ROLLOVER);

  private RollbackRows() {}

  static void write(
      Handle handle, ReleaseRecord release, String actor, LeasedKeys keys, RollbackNote n) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("reason", n.reason());
    details.put("target", n.target().value());
    details.put("keepData", n.keepData());
    details.put("serial", release.serial().value());
    details.put("data", release.dataDigest());
    details.put("verdict", release.verdict().text());
    AuditLog.append(
        handle, release.releasedAt(), actor, "rollback", Optional.of(release.origin()), details);
    n.keys().ifPresent(edit -> keys.save(handle, edit));
    HELD.forEach(scope -> hold(handle, release, actor, scope, n));
  }

  private static void hold(
      Handle handle, ReleaseRecord release, String actor, HoldScope scope, RollbackNote note) {
    HoldStore.insert(
        handle,
        release.origin(),
        scope,
        actor,
        "rollback to " + note.target() + " as " + release.serial() + ": " + note.reason(),
        release.releasedAt(),
        Optional.empty());
  }
}
