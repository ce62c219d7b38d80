package org.countersign.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.countersign.dns.Serial;
import org.countersign.policy.SerialRule;
import org.countersign.policy.SerialRule.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialPolicyTest {
  private static final long HALF = 1L << 31;
  private static final long CIRCLE = 1L << 32;
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z"); // 1795435200

  private static Serial next(Kind kind, Instant now, Long... known) {
    List<Serial> all = Arrays.stream(known).map(Serial::new).toList();
    return SerialPolicy.next(new SerialRule(kind), all.stream().reduce((a, b) -> b), all, now);
  }

  @ParameterizedTest
  @CsvSource({"INCREMENT, 1", "UNIXTIME, 1795435200", "DATECOUNTER, 2026112300"})
  void theFirstSerialIsTheRulesOwn(Kind kind, long expected) {
    assertThat(next(kind, NOW).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "INCREMENT, 41, 42",
    "INCREMENT, 4294967295, 0",
    "UNIXTIME, 1795435199, 1795435200",
    "UNIXTIME, 1795435200, 1795435201", // twice within a second
    "UNIXTIME, 1795439999, 1795440000", // the clock was set back
    "UNIXTIME, 2026112300, 2026112301", // the rule was changed from dates, which are ahead
    "DATECOUNTER, 2026112299, 2026112300",
    "DATECOUNTER, 2026112300, 2026112301",
    "DATECOUNTER, 2026112399, 2026112400", // a hundred releases in a day run into the next
    "DATECOUNTER, 4294967295, 2026112300", // 2026112301 ahead, across the wrap
    "UNIXTIME, 4200000000, 1795435200"
  })
  void theRulesOwnNumberIsTakenWhereItIsNewer(Kind kind, long newest, long expected) {
    assertThat(next(kind, NOW, newest).value()).isEqualTo(expected);
  }

  @Test
  void aSerialSeenAtASecondaryCountsAsOneReleased() {
    assertThat(next(Kind.INCREMENT, NOW, 100L, 107L, 103L).value()).isEqualTo(108);
  }

  @Test
  void ledgersAreReadWhateverTheirOrderAroundTheWrap() {
    assertThat(next(Kind.INCREMENT, NOW, 4294967290L, 3L, 4294967295L, 0L).value()).isEqualTo(4);
  }

  @Test
  void aSerialThatIsAheadByHalfTheCircleWouldNotBeFollowed() {
    Instant farAhead = Instant.ofEpochSecond(HALF + 5);
    assertThat(next(Kind.UNIXTIME, farAhead, 5L).value()).isEqualTo(6);
    assertThat(next(Kind.UNIXTIME, farAhead, 6L).value()).isEqualTo(HALF + 5);
  }

  @Test
  void aClockBeyondThirtyTwoBitsGivesNoNumber() {
    assertThat(next(Kind.UNIXTIME, Instant.ofEpochSecond(-5), 9L).value()).isEqualTo(10);
    assertThat(next(Kind.DATECOUNTER, Instant.parse("9999-01-01T00:00:00Z"), 9L).value())
        .isEqualTo(10);
    assertThat(next(Kind.UNIXTIME, Instant.ofEpochSecond(CIRCLE)).value()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 2147483648", "0, 2147483647", "1000, 2147484647"})
  void serialsHalfACircleApartHaveNoSuccessor(long one, long other) {
    assertThatThrownBy(() -> next(Kind.INCREMENT, NOW, one, other))
        .isInstanceOf(SerialException.class)
        .hasMessageContainingAll(
            "no serial is newer", String.valueOf(one), "transfer the zone anew");
  }

  @Test
  void aWideLedgerStillHasItsOneSuccessor() {
    assertThat(next(Kind.UNIXTIME, NOW, 0L, 2147483646L).value()).isEqualTo(2147483647L);
  }

  @Property(tries = 2000)
  void theNextSerialIsNewerThanEveryKnownOneOrThereIsNone(
      @ForAll("ledgers") List<Long> known,
      @ForAll Kind kind,
      @ForAll @LongRange(min = 0, max = 0x1_2000_0000L) long clock) {
    List<Serial> all = known.stream().map(Serial::new).toList();
    Optional<Serial> newest = Optional.of(all.get(0));
    Instant now = Instant.ofEpochSecond(clock);
    try {
      Serial next = SerialPolicy.next(new SerialRule(kind), newest, all, now);
      assertThat(all).allMatch(next::isNewerThan);
    } catch (SerialException e) {
      // whatever is newer than all is a successor of some one, so these are all there can be
      assertThat(all).noneMatch(some -> all.stream().allMatch(some.plus(1)::isNewerThan));
    }
  }

  @Property(tries = 500)
  void incrementsGoAroundTheWholeCircle(@ForAll @LongRange(min = 0, max = CIRCLE - 1) long at) {
    assertThat(next(Kind.INCREMENT, NOW, at).value()).isEqualTo((at + 1) % CIRCLE);
  }

  @Provide
  Arbitrary<List<Long>> ledgers() {
    Arbitrary<Long> start = Arbitraries.longs().between(0, CIRCLE - 1);
    Arbitrary<Long> width =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 1000),
            Arbitraries.longs().between(HALF - 3, HALF + 3),
            Arbitraries.longs().between(1, CIRCLE));
    return Combinators.combine(
            start, width, Arbitraries.doubles().between(0, 1).list().ofMinSize(1).ofMaxSize(8))
        .as(
            (from, wide, places) ->
                places.stream().map(p -> (from + (long) (p * wide)) % CIRCLE).toList());
  }
}
