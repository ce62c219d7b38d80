package org.countersign.release;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.countersign.dns.Serial;
import org.countersign.policy.SerialRule;

/**
 * How the serial of the next release is found: by the policy's rule where its number is newer (RFC
 * 1982) than every serial that was ever released or seen, else one more than the newest of them.
 */
public final class SerialPolicy {
  private static final long HALF = 1L << 31;
  private static final long MOST = 0xffff_ffffL;

  private SerialPolicy() {}

  /**
   * The proposed serial.
   *
   * @param newest of the zone's own releases; empty before the first
   * @param known every serial ever released, or seen at a secondary, in any order; a large ledger
   *     is gone through once
   * @throws SerialException if the known serials are so far apart that none is newer than all
   */
  public static Serial next(
      SerialRule rule, Optional<Serial> newest, Collection<Serial> known, Instant now) {
    OptionalLong own = own(rule, now);
    Optional<Serial> some = newest.or(() -> known.stream().findFirst());
    if (some.isEmpty()) {
      return new Serial(own.orElse(1));
    }
    Span span = Span.of(some.get(), known);
    if (span.length() + 1 >= HALF) {
      // the next serial after the newest is 2^31 or more ahead of the oldest: not newer than it
      throw new SerialException(
          "no serial is newer (RFC 1982) than both "
              + span.oldest()
              + " and "
              + span.newest()
              + ", which were released or seen: secondaries that hold the one would not follow to a"
              + " successor of the other; have those that hold the wrong one transfer the zone anew,"
              + " after which its serial need not be known any more");
    }
    return own.stream()
        .mapToObj(Serial::new)
        .filter(s -> s.isNewerThan(span.newest()) && s.isNewerThan(span.oldest()))
        .findFirst()
        .orElseGet(() -> span.newest().plus(1));
  }

  /** The rule's own number; none for increment, and none where the clock is beyond 32 bits. */
  private static OptionalLong own(SerialRule rule, Instant now) {
    long number =
        switch (rule.policy()) {
          case INCREMENT -> -1;
          case UNIXTIME -> now.getEpochSecond();
          case DATECOUNTER -> {
            LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
            yield ((day.getYear() * 100L + day.getMonthValue()) * 100 + day.getDayOfMonth()) * 100;
          }
        };
    return number < 0 || number > MOST ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The stretch of the serial circle that the known serials lie on. */
  private record Span(Serial oldest, Serial newest, long length) {
    static Span of(Serial reference, Collection<Serial> known) {
      // if one serial is newer than all, all lie within half a circle, and differences from any of
      // them are exact as signed 32-bit numbers; if not, their spread shows it
      long least = 0;
      long most = 0;
      for (Serial serial : known) {
        int difference = (int) (serial.value() - reference.value());
        least = Math.min(least, difference);
        most = Math.max(most, difference);
      }
      return new Span(at(reference, least), at(reference, most), most - least);
    }

    private static Serial at(Serial reference, long difference) {
      return new Serial(reference.value() + difference & MOST);
    }
  }
}
