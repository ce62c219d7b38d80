package org.countersign.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as settings write them: {@code 21d}, {@code 12h}, {@code 90m}, {@code 30s}, {@code 1w},
 * several together from large to small ({@code 1d12h}), {@code 0}, or ISO 8601 ({@code P1DT12H}).
 * Whole seconds, never negative, at most 136 years, as an SOA field can say.
 */
public final class DurationText {
  private static final Pattern UNITS =
      Pattern.compile(
          "(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");
  private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};
  private static final String LETTERS = "wdhms";
  private static final Duration MOST = Duration.ofSeconds(0xffff_ffffL);

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException with what was found and what was needed
   */
  public static Duration parse(String text) {
    String plain = text.strip();
    if (plain.equals("0")) {
      return Duration.ZERO;
    }
    if (plain.matches("\\d{1,12}")) {
      throw new IllegalArgumentException(
          "found " + plain + " without a unit; write " + plain + "s if seconds are meant");
    }
    Duration read = plain.startsWith("P") ? iso(plain) : units(plain);
    if (read.isNegative() || read.compareTo(MOST) > 0 || read.getNano() != 0) {
      throw new IllegalArgumentException(
          "found " + plain + "; a duration is whole seconds, from 0 to 4294967295s");
    }
    return read;
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  private static Duration units(String text) {
    Matcher m = UNITS.matcher(text);
    if (text.isEmpty() || !m.matches()) {
      throw unreadable(text);
    }
    long total = 0;
    for (int i = 0; i < SECONDS.length; i++) {
      total += m.group(i + 1) == null ? 0 : Long.parseLong(m.group(i + 1)) * SECONDS[i];
    }
    return Duration.ofSeconds(total);
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "found \""
            + text
            + "\"; a duration is written as 21d, 12h, 90m, 30s, 1w, 1d12h or P1DT12H");
  }

  /** Text that {@link #parse} reads back, from days down: {@code 1d12h}. */
  public static String of(Duration duration) {
    long left = duration.toSeconds();
    if (left <= 0 || duration.getNano() != 0) {
      return duration.isZero() ? "0" : duration.toString();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < SECONDS.length; i++) {
      if (left >= SECONDS[i]) {
        out.append(left / SECONDS[i]).append(LETTERS.charAt(i));
        left %= SECONDS[i];
      }
    }
    return out.toString();
  }
}
