package org.countersign.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.registry.ContentDifference;
import org.countersign.release.ReleaseRecord;
import org.countersign.zone.ChangedSince;

/**
 * What a rollback does, before it does it.
 *
 * @param target the release it goes back to
 * @param newest the newest release, from which it goes on
 * @param serial what the zone's serial will be
 * @param newestSeen the newest serial seen anywhere
 * @param signers the keys that sign the zone
 * @param keysReturn whether other keys would have signed the next release
 * @param changed what the registry has changed since the target; empty if it was not asked
 * @param difference from the newest release's content; empty where that was not read
 * @param findings conditions that refuse, and warnings
 */
public record RollbackPlan(
    RollbackOrder order,
    ReleaseRecord target,
    ReleaseRecord newest,
    Serial serial,
    Serial newestSeen,
    Set<Fingerprint> signers,
    boolean keysReturn,
    Optional<ChangedSince> changed,
    Optional<ContentDifference> difference,
    List<Finding> findings) {
  private static final int NAMED = 1000;

  public RollbackPlan {
    signers = Set.copyOf(signers);
    findings = List.copyOf(findings);
  }

  public boolean refused() {
    return findings.stream().anyMatch(Finding::refuses);
  }

  /** The first names that were put on hold or deleted since. */
  public List<Name> namesGone() {
    return changed.map(c -> c.gone(NAMED)).orElse(List.of());
  }

  /** The first delegations whose DS RRset is another now. */
  public List<Name> dsChanged() {
    return changed.map(c -> c.ds(NAMED)).orElse(List.of());
  }
}
