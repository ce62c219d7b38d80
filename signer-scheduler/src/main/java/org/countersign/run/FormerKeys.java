package org.countersign.run;

import java.util.HashSet;
import java.util.Set;
import org.countersign.keys.SigningPlan;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;

/** Compares the keys of a release with a plan. */
final class FormerKeys {
  private FormerKeys() {}

  static boolean same(ReleaseRecord release, SigningPlan plan) {
    Set<ReleasedKey> planned = new HashSet<>();
    plan.keys().forEach(key -> planned.add(ReleasedKey.of(key)));
    return planned.equals(new HashSet<>(release.keys()));
  }
}
