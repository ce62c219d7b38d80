package org.countersign.store;

import java.util.List;
import org.countersign.dns.PackedRecords;
import org.countersign.finding.Finding;
import org.countersign.registry.RegistryCounts;

/** What came of an import. */
public sealed interface ImportResult {
  /**
   * The registry holds the zone's delegations.
   *
   * @param imported what the registry now has of the zone
   * @param apex what the registry cannot hold: SOA, apex NS and their addresses, and all other
   *     authoritative data; for the policy
   * @param leftOut records that no resolver sees and no delegation needs: below a zone cut and not
   *     glue
   */
  record Imported(RegistryCounts imported, PackedRecords apex, long leftOut)
      implements ImportResult {}

  /** The zone has delegations the registry's rules refuse, and nothing was changed. */
  record Refused(List<Finding> findings) implements ImportResult {}
}
