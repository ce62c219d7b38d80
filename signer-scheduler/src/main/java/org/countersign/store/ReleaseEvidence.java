package org.countersign.store;

import java.util.List;
import java.util.Map;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RecordState;
import org.countersign.release.ReleaseRecord;
import org.jdbi.v3.core.Handle;

/**
 * What a release is the first to carry of the zone's keys. It is noted in the transaction of the
 * release itself: no crash leaves a release whose keys have no evidence, and nothing that was not
 * released ever has any.
 */
final class ReleaseEvidence {
  private ReleaseEvidence() {}

  static void note(Handle handle, ReleaseRecord release) {
    KeySet before = KeyRows.load(handle, release.origin());
    KeySet after = before.released(release.serial(), plan(before, release));
    KeyWrites writes = new KeyWrites(handle, release.origin());
    for (ManagedKey key : after.keys()) {
      Map<KeyRecord, RecordState> former = before.key(key.id()).records();
      key.records()
          .forEach(
              (record, state) -> {
                if (!state.equals(former.get(record))) {
                  writes.settle(key.id(), record, state);
                }
              });
    }
  }

  /** The plan the release was signed by, by fingerprint. */
  private static SigningPlan plan(KeySet keys, ReleaseRecord release) {
    List<PlannedKey> planned =
        release.keys().stream()
            .flatMap(
                released ->
                    keys.keys().stream()
                        .filter(k -> k.dnskey().fingerprint().equals(released.fingerprint()))
                        .map(
                            k ->
                                new PlannedKey(
                                    k.id(),
                                    released.role(),
                                    k.dnskey(),
                                    released.published(),
                                    released.signs(),
                                    k.handle())))
            .toList();
    return SigningPlan.of(planned);
  }
}
