package org.countersign.policy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.settings.DurationText;

/** Whether a schedule can be kept. */
final class ScheduleRules {
  /** Below a second, waking takes longer than waiting. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private ScheduleRules() {}

  static void intervalsAreLongEnough(LintContext c) {
    SchedulePolicy schedule = c.policy().schedule();
    Map<String, Duration> intervals = new TreeMap<>();
    intervals.put("run", schedule.run());
    intervals.put("refresh", schedule.refresh());
    intervals.put("rollover", schedule.rollover());
    intervals.put("observe", schedule.observe());
    intervals.put("retain", schedule.retain());
    intervals.forEach(
        (name, interval) -> {
          if (interval.compareTo(LEAST) < 0) {
            c.error(
                "schedule." + name,
                "schedule."
                    + name
                    + " "
                    + DurationText.of(interval)
                    + " cannot be kept; a second is the least");
          }
        });
  }

  /**
   * schedule.refresh &lt;= signing.refresh / 2: a signature that has entered its refresh time is
   * looked at, and one look may fail.
   */
  static void signaturesAreLookedAtInTime(LintContext c) {
    Duration looks = c.policy().schedule().refresh();
    Duration refresh = c.policy().signing().refresh();
    boolean mayBeShorter = looks.compareTo(Duration.ofSeconds(1)) > 0;
    if (mayBeShorter && looks.compareTo(refresh.dividedBy(2)) > 0) {
      c.error(
          "schedule.refresh",
          "schedule.refresh "
              + DurationText.of(looks)
              + " is longer than half of signing.refresh "
              + DurationText.of(refresh)
              + ": after one failure signatures would be refreshed too late");
    }
  }

  static void theCronExpressionHasItsFields(LintContext c) {
    String cron = c.policy().schedule().runCron();
    if (cron != null) {
      int fields = cron.strip().split("\\s+").length;
      if (fields < 6 || fields > 7) {
        c.error(
            "schedule.runCron",
            "\""
                + cron
                + "\" has "
                + fields
                + " fields; needed are second, minute, hour, day of month, month, day of week and"
                + " perhaps year, one of the days being ?");
      }
    }
  }
}
