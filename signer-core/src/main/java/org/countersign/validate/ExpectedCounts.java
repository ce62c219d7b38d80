package org.countersign.validate;

/** What the zone must hold, counted by a separate query in the registry's database. */
public record ExpectedCounts(long delegations, long dsRecords, long glueRecords) {}
