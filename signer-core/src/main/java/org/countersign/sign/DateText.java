package org.countersign.sign;

/**
 * RRSIG times as YYYYMMDDHHmmSS in UTC (RFC 4034 section 3.2); the last day is remembered, as most
 * signatures share a few. For one thread.
 */
final class DateText {
  private static final long DAY = 86_400;

  private final long near;
  private long day = -1;
  private long digits;

  /**
   * @param near an instant in seconds since 1970 from which the 32-bit times are less than 68 years
   *     away
   */
  DateText(long near) {
    this.near = near;
  }

  void write(int field, TextBuffer out) {
    long seconds = near + (field - (int) near); // serial number arithmetic, RFC 4034 section 3.1.5
    long d = Math.floorDiv(seconds, DAY);
    if (d != day) {
      var date = java.time.LocalDate.ofEpochDay(d);
      digits = date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth();
      day = d;
    }
    long time = seconds - d * DAY;
    out.number(digits * 1_000_000 + time / 3_600 * 10_000 + time / 60 % 60 * 100 + time % 60);
  }
}
