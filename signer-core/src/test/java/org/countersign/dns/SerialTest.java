package org.countersign.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Sequence space arithmetic (RFC 1982). */
final class SerialTest {
  private static final long HALF = 1L << 31;

  @Property
  void aSumIsNewerThanWhatItWasAddedTo(
      @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long value,
      @ForAll @LongRange(min = 1, max = HALF - 1) long more) {
    Serial serial = new Serial(value);
    assertThat(serial.plus(more).isNewerThan(serial)).isTrue();
    assertThat(serial.isNewerThan(serial.plus(more))).isFalse();
  }

  @Test
  void serialsHalfTheSpaceApartHaveNoOrder() {
    Serial a = new Serial(5);
    Serial b = new Serial(5 + HALF);
    assertThat(a.isNewerThan(b)).isFalse();
    assertThat(b.isNewerThan(a)).isFalse();
  }

  @Test
  void zeroComesAfterTheHighest() {
    assertThat(new Serial(0).isNewerThan(new Serial(0xffff_ffffL))).isTrue();
    assertThat(new Serial(0xffff_ffffL).plus(1)).isEqualTo(new Serial(0));
    assertThatThrownBy(() -> new Serial(0).plus(HALF)).hasMessageContaining("cannot be added");
    assertThatThrownBy(() -> new Serial(-1)).hasMessageContaining("not a serial");
  }
}
