package org.countersign.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.policy.GatePolicy;

/**
 * A snapshot as the intake gate is shown it.
 *
 * @param expectedSchema the schema version this software reads; empty where the schema is foreign
 *     and only its views are known
 * @param former where the last accepted snapshot came from; empty for a zone's first
 * @param difference from the last accepted content; empty for a zone's first
 * @param golden what became of the policy's golden names
 * @param now the run's one reading of the clock
 */
public record IntakeCase(
    RegistrySnapshot snapshot,
    Optional<String> expectedSchema,
    Optional<SnapshotOrigin> former,
    Optional<ContentDifference> difference,
    List<GoldenName> golden,
    GatePolicy policy,
    Instant now) {
  public IntakeCase {
    golden = List.copyOf(golden);
  }
}
