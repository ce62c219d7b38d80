package org.countersign.registry;

import java.util.List;
import org.countersign.finding.Finding;

/** A snapshot that a zone may be built from; made only by {@link IntakeGate}. */
public final class AcceptedSnapshot implements IntakeVerdict {
  private final RegistrySnapshot snapshot;
  private final List<Finding> findings;

  AcceptedSnapshot(RegistrySnapshot snapshot, List<Finding> findings) {
    this.snapshot = snapshot;
    this.findings = List.copyOf(findings);
  }

  public RegistrySnapshot snapshot() {
    return snapshot;
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public String toString() {
    SnapshotOrigin origin = snapshot.origin();
    return "accepted snapshot " + origin.id() + " at revision " + origin.revision();
  }
}
