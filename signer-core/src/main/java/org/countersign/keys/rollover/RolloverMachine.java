package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Observations;

/**
 * The key state machine: from a key set, a policy, what was seen and the time of the run to what
 * moves. A function; the caller stores the moves and signs by the plan.
 */
public final class RolloverMachine {
  /** More than any key set needs: each move brings a record nearer to its goal. */
  private static final int ROUNDS = 1000;

  private final Decider decider;

  public RolloverMachine() {
    this(Decider.standard());
  }

  RolloverMachine(Decider decider) {
    this.decider = decider;
  }

  /** Moves everything that may move at {@code now}, and says of the rest what it waits for. */
  public RolloverStep step(
      KeySet keys, RolloverTerms terms, Observations seen, Consent consent, Instant now) {
    Decider.Situation at =
        new Decider.Situation(
            terms, new Evidence(seen, now), decider.ttls(seen, now), consent, now);
    List<Move> moves = new ArrayList<>();
    KeySet after = keys;
    for (int round = 0; round < ROUNDS; round++) {
      List<Decision> decisions = decisions(at, after);
      KeySet before = after;
      for (Decision decision : decisions) {
        if (decision.outcome() instanceof Outcome.Advance advance) {
          moves.addAll(advance.bundle().moves());
          after = after.apply(advance.bundle().moves(), now);
          break; // the next decision is made on the key set as it is then
        }
      }
      if (after == before) {
        return new RolloverStep(keys, after, moves, decisions, NextPlan.of(after, terms), now);
      }
    }
    throw new IllegalStateException(
        "the records of " + keys.origin() + " go in circles: " + moves.subList(0, 20));
  }

  private List<Decision> decisions(Decider.Situation at, KeySet set) {
    List<Decision> all = new ArrayList<>();
    for (ManagedKey key : set.keys()) {
      for (KeyRecord record : KeyRecord.of(key.role())) {
        Outcome outcome = decider.decide(at, set, key, record);
        all.add(new Decision(key.id(), record, outcome));
        if (outcome instanceof Outcome.Advance) {
          return all;
        }
      }
    }
    return all;
  }
}
