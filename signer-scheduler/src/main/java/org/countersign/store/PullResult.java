package org.countersign.store;

import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.registry.RegistrySnapshot;
import org.countersign.registry.SnapshotOrigin;

/** What came of reading the registry: a snapshot, or every row that cannot be in the zone. */
public sealed interface PullResult {
  /** All rows were legal. */
  record Pulled(RegistrySnapshot snapshot) implements PullResult {}

  /**
   * Some were not, and nothing was built of the others.
   *
   * @param findings {@code NAMES-SANE}, at most {@link BadRows#SHOWN} and one that counts the rest
   */
  record Refused(SnapshotOrigin origin, List<Finding> findings) implements PullResult {}
}
