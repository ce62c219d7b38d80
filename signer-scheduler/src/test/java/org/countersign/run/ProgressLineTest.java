package org.countersign.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong(-5 * SECOND);

  private ProgressLine line(boolean wanted) {
    return new ProgressLine(new PrintStream(shown, true, StandardCharsets.UTF_8), wanted, now::get);
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysStageCountRateAndTimeLeft() {
    ProgressLine line = line(true);
    line.begin("sign", Unit.SIGNATURES, 100_000);
    now.addAndGet(2 * SECOND);
    line.advance(20_000);

    assertThat(text()).isEqualTo("\rsign: 20,000 signatures, 10,000/s, 8 s left");
  }

  @Test
  void countsOneThingAndKnowsItsEndByAnother() {
    ProgressLine line = line(true);
    line.at("judge", Unit.RECORDS, 10, 0.001);
    now.addAndGet(10 * SECOND);
    line.at("judge", Unit.RECORDS, 1_000_000, 0.02);

    assertThat(text()).isEqualTo("\rjudge: 1,000,000 records, 100,000/s, 9 min left");
  }

  @Test
  void saysNoTimeLeftWhereTheWholeIsNotKnownOrWasGuessedTooSmall() {
    ProgressLine line = line(true);
    line.begin("build", Unit.OCTETS, 0);
    now.addAndGet(SECOND);
    line.advance(40_000_000);
    line.begin("write", Unit.RECORDS, 5);
    now.addAndGet(SECOND);
    line.advance(6);

    assertThat(text()).contains("build: 40 MB, 40 MB/s").contains("write: 6 records, 6/s");
    assertThat(text()).doesNotContain("left");
  }

  @Test
  void isWipedAtTheEnd() {
    ProgressLine line = line(true);
    line.begin("build", Unit.RECORDS, 0);
    now.addAndGet(SECOND);
    line.advance(1);
    line.end();

    assertThat(text()).endsWith("\r" + " ".repeat("build: 1 records, 1/s".length()) + "\r");
  }

  @Test
  void isSilentWhereNobodyReadsAlong() {
    ProgressLine line = line(false);
    line.begin("sign", Unit.SIGNATURES, 100);
    now.addAndGet(SECOND);
    line.advance(50);
    line.end();

    assertThat(text()).isEmpty();
  }
}
