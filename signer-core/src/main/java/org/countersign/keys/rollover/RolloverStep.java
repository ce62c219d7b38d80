package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.List;
import org.countersign.keys.KeyId;
import org.countersign.keys.SigningPlan;

/**
 * What one step decided.
 *
 * @param moves in order; to be stored in one transaction
 * @param decisions what each record does once they are made, one for each record of each key
 * @param plan for the next run
 */
public record RolloverStep(
    KeySet before,
    KeySet after,
    List<Move> moves,
    List<Decision> decisions,
    SigningPlan plan,
    Instant at) {
  public RolloverStep {
    moves = List.copyOf(moves);
    decisions = List.copyOf(decisions);
  }

  /** What a record does after the step. */
  public Outcome outcome(KeyId key, KeyRecord record) {
    return decisions.stream()
        .filter(d -> d.key().equals(key) && d.record() == record)
        .map(Decision::outcome)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("key " + key + " has no record " + record));
  }

  /** Whether the next release differs in its keys from the last. */
  public boolean changesTheZone() {
    return moves.stream().anyMatch(m -> m.to().isChange() && m.record() != KeyRecord.DS);
  }
}
