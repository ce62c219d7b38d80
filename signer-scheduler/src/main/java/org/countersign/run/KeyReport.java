package org.countersign.run;

import java.util.List;
import org.countersign.keys.rollover.Consent;
import org.countersign.keys.rollover.ExpectedMove;
import org.countersign.keys.rollover.RollStart;
import org.countersign.keys.rollover.RolloverStep;

/**
 * How a zone's keys stand, for {@code key explain}.
 *
 * @param step what a run now would move, and what every other record waits for
 * @param next the next moves with their earliest times, if nobody keeps them waiting
 * @param due the rollovers that the next run begins
 */
public record KeyReport(
    RolloverStep step, List<ExpectedMove> next, List<RollStart> due, Consent consent) {
  public KeyReport {
    next = List.copyOf(next);
    due = List.copyOf(due);
  }
}
