package org.countersign.registry;

/**
 * How much a registry holds of one zone.
 *
 * @param delegations distinct owners of NS records
 * @param dsRecords distinct DS records
 * @param glueRecords distinct addresses of hosts in the zone
 */
public record RegistryCounts(long delegations, long dsRecords, long glueRecords) {
  @Override
  public String toString() {
    return delegations
        + " delegations, "
        + dsRecords
        + " DS records, "
        + glueRecords
        + " addresses";
  }
}
