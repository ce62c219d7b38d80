package org.countersign.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a candidate's data came from.
 *
 * @param takenAt when the registry's data was read
 * @param replicaLag how far the database read was behind its primary; empty for a primary
 * @param schemaVersion the schema version found
 * @param expectedSchemaVersion the schema version this software reads; empty where the schema is
 *     foreign and only its views are known
 */
public record SnapshotFacts(
    Instant takenAt,
    Optional<Duration> replicaLag,
    String schemaVersion,
    Optional<String> expectedSchemaVersion) {}
