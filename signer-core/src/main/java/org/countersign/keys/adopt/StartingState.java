package org.countersign.keys.adopt;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;

/**
 * The state a record is taken over in. What is served counts before what was written down, a stored
 * state before dates, and where both leave a doubt the record is on its way: {@code RUMOURED} or
 * {@code UNRETENTIVE} since now, so that every clock runs anew from our first release.
 */
final class StartingState {
  private final Waits waits;
  private final Instant now;

  StartingState(Waits waits, Instant now) {
    this.waits = waits;
    this.now = now;
  }

  /**
   * The state of one record.
   *
   * @param seen whether it is served; empty if nobody looked
   * @param otherwise whether it is taken to be there if nobody looked and nothing was written
   */
  RecordState of(
      KeyRecord record, Optional<Report> report, Optional<Boolean> seen, boolean otherwise) {
    boolean written = report.map(Report::there).orElse(otherwise);
    boolean there = seen.orElse(written);
    if (report.isPresent() && there == written) {
      Optional<RecordState> stored = report.get().state();
      return stored.isPresent()
          ? stored.get()
          : dated(record, there, report.get().since(), seen.isPresent());
    }
    if (there) {
      return new RecordState(Presence.RUMOURED, now, Optional.empty());
    }
    // what somebody wrote down as published and is not served may still be in a cache
    return new RecordState(
        written && report.isPresent() ? Presence.UNRETENTIVE : Presence.HIDDEN,
        now,
        Optional.empty());
  }

  /** Dates alone are plans; with the record before our eyes they tell for how long it is there. */
  private RecordState dated(
      KeyRecord record, boolean there, Optional<Instant> since, boolean looked) {
    Optional<Instant> known =
        since.map(at -> at.plus(waits.of(record))).filter(at -> !at.isAfter(now));
    if (there) {
      return known.isPresent() && looked
          ? new RecordState(Presence.OMNIPRESENT, known.get(), Optional.empty())
          : new RecordState(Presence.RUMOURED, now, Optional.empty());
    }
    boolean inCaches = since.isPresent() && known.isEmpty();
    return new RecordState(
        inCaches ? Presence.UNRETENTIVE : Presence.HIDDEN, now, Optional.empty());
  }
}
