package org.countersign.run;

import java.util.List;
import java.util.Optional;
import org.countersign.keys.SigningPlan;
import org.countersign.store.KeyEdit;

/**
 * The keys' part in a rollback.
 *
 * @param plan what to publish and sign with
 * @param edit how the keys' states change for it; empty if they stay as they are
 * @param obstacles why the wanted keys cannot sign, a sentence each; then the plan is today's
 */
record RollbackKeys(SigningPlan plan, Optional<KeyEdit> edit, List<String> obstacles) {
  RollbackKeys {
    obstacles = List.copyOf(obstacles);
  }
}
