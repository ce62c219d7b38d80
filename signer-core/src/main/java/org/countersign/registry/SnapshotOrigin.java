package org.countersign.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where and when a snapshot was read.
 *
 * @param id the database's own name of the transaction snapshot
 * @param revision the zone's revision in the registry; grows with every change
 * @param changedAt when the registry last changed the zone; empty if it does not say
 * @param takenAt the database's clock at the start of the transaction
 * @param replicaLag how far the database was behind its primary; empty for a primary
 * @param schemaVersion of the schema under the views; empty for a foreign one that does not say
 */
public record SnapshotOrigin(
    String id,
    long revision,
    Optional<Instant> changedAt,
    Instant takenAt,
    Optional<Duration> replicaLag,
    Optional<String> schemaVersion) {}
