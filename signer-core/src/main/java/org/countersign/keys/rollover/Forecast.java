package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Observations;

/**
 * The next moves with their earliest times: the state machine itself, run ahead in a world where
 * nobody keeps it waiting.
 */
public final class Forecast {
  private static final int STEPS = 50;

  private Forecast() {}

  /** The first {@code count} moves from {@code now} on; fewer if there are no more. */
  public static List<ExpectedMove> next(
      KeySet keys, RolloverTerms terms, Observations seen, Instant now, int count) {
    Hopeful hopeful = new Hopeful();
    RolloverMachine machine =
        new RolloverMachine(
            new Decider(new Wanted(), new Safe(), new Due(), hopeful, new Everybody()));
    List<ExpectedMove> expected = new ArrayList<>();
    Instant at = now;
    KeySet set = keys;
    for (int i = 0; i < STEPS && expected.size() < count; i++) {
      hopeful.at = at;
      RolloverStep step = machine.step(set, terms, seen, Consent.none(), at);
      for (Move move : step.moves()) {
        expected.add(new ExpectedMove(at, move));
      }
      set = step.after();
      Optional<Instant> next =
          step.decisions().stream().flatMap(d -> d.until().stream()).min(Instant::compareTo);
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    return List.copyOf(expected.subList(0, Math.min(count, expected.size())));
  }

  /** Takes what was not seen yet for seen now. */
  private static final class Hopeful extends Seen {
    private final Map<String, Instant> assumed = new HashMap<>();
    private Instant at;

    @Override
    Answer of(Evidence evidence, KeySet set, ManagedKey key, KeyRecord record) {
      Answer answer = super.of(evidence, set, key, record);
      String change = key.id() + " " + record + " " + key.records().get(record);
      return answer.since().isPresent()
          ? answer
          : new Answer(Optional.of(assumed.computeIfAbsent(change, c -> at)), "");
    }
  }

  /** Approves of everything. */
  private static final class Everybody extends Approved {
    @Override
    Optional<String> missing(RolloverTerms terms, Consent consent, Bundle bundle) {
      return Optional.empty();
    }
  }
}
