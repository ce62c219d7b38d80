package org.countersign.schedule;

import java.text.ParseException;
import java.util.Optional;
import org.quartz.CronExpression;

/** A schedule's times of day as Quartz reads them. */
public final class CronText {
  private CronText() {}

  /** What is wrong with an expression; empty if it can be used. */
  public static Optional<String> problem(String cron) {
    try {
      CronExpression.validateExpression(cron);
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.of("\"" + cron + "\": " + e.getMessage());
    }
  }
}
