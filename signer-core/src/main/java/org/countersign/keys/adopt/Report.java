package org.countersign.keys.adopt;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.rollover.RecordState;

/**
 * What the former signer wrote down of one record of a key: the state its key manager had it in, or
 * dates alone, which say what was planned.
 *
 * @param there whether it is published by what is written
 * @param since since when it is there, or is gone; empty if nobody wrote it down, or it is to come
 * @param state as a key manager stored it
 */
public record Report(boolean there, Optional<Instant> since, Optional<RecordState> state) {
  public static Report of(RecordState state) {
    return new Report(state.presence().published(), Optional.of(state.since()), Optional.of(state));
  }

  public static Report dated(boolean there, Optional<Instant> since) {
    return new Report(there, since, Optional.empty());
  }
}
