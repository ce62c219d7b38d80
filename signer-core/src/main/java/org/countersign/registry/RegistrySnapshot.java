package org.countersign.registry;

import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;

/**
 * What the registry's database held of one zone at one moment: delegations with their NS and DS
 * records and glue, without the apex. Every row of it was legal; whether it is believed is the
 * intake gate's question.
 *
 * @param records NS, DS, A and AAAA records in the order read, every one below {@code zone}
 * @param read counted while the records were read
 * @param counted by separate queries in the same transaction, which share nothing with the reading
 */
public record RegistrySnapshot(
    Name zone,
    SnapshotOrigin origin,
    PackedRecords records,
    RegistryCounts read,
    RegistryCounts counted) {}
