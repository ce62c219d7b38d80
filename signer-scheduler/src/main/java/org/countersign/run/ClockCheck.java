package org.countersign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.release.ReleaseRecord;

/**
 * Whether a run's clock may be believed: signatures made by a wrong one expire at once, or are not
 * valid yet, and every wait of a rollover is counted by it.
 */
public final class ClockCheck {
  private static final Duration MOST = Duration.ofMinutes(5);

  private ClockCheck() {}

  /**
   * @param now the run's one clock reading
   * @param database what the database's clock said at the same time
   * @param newest the zone's newest release, which cannot be from the future
   * @throws ClockException if they differ by more than five minutes
   */
  public static void demand(Instant now, Instant database, Optional<ReleaseRecord> newest) {
    Duration skew = Duration.between(database, now);
    if (skew.abs().compareTo(MOST) > 0) {
      throw new ClockException(
          "this machine's clock says "
              + now
              + " and the database's "
              + database
              + ", which is "
              + shown(skew.abs())
              + (skew.isNegative() ? " later" : " earlier")
              + "; up to 5 minutes are borne. Nothing was signed or published: set the clock that"
              + " is wrong");
    }
    newest
        .filter(release -> release.releasedAt().isAfter(now.plus(MOST)))
        .ifPresent(
            release -> {
              throw new ClockException(
                  release.origin()
                      + " "
                      + release.serial()
                      + " was released at "
                      + release.releasedAt()
                      + ", and this machine's clock says "
                      + now
                      + ". Nothing was signed or published: set the clock, or wait until then if it"
                      + " was wrong at the release");
            });
  }

  private static String shown(Duration d) {
    return d.toDays() > 0
        ? d.toDays() + " d " + d.toHoursPart() + " h"
        : d.toHours() + " h " + d.toMinutesPart() + " min";
  }
}
