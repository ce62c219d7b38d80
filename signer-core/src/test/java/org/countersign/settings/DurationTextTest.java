package org.countersign.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "21d, P21D",
    "12h, PT12H",
    "90m, PT90M",
    "30s, PT30S",
    "1w, P7D",
    "1d12h, PT36H",
    "2w3d4h5m6s, PT1483506S",
    "0, PT0S",
    "0s, PT0S",
    "P1DT12H, PT36H",
    "PT0S, PT0S"
  })
  void readsUnitsAndIso(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "d",
        "12",
        "3600",
        "-1h",
        "1h1d",
        "1.5h",
        "1 h",
        "1D",
        "PT-1H",
        "PT0.5S",
        "P1M",
        "999999999w",
        "P99999999999999999999D",
        "ten",
        "1d12"
      })
  void refusesWhatIsNoDurationAndSaysWhatIs(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("found ");
  }

  @Test
  void aNumberWithoutAUnitIsAskedForOne() {
    assertThatThrownBy(() -> DurationText.parse("3600"))
        .hasMessageContaining("write 3600s if seconds are meant");
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 3_000_000_000L) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(DurationText.parse(DurationText.of(duration))).isEqualTo(duration);
    assertThat(DurationText.parse(duration.toString())).isEqualTo(duration);
  }
}
