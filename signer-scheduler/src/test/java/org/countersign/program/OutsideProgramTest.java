package org.countersign.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideProgramTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static OutsideProgram.Result sh(String script, Duration limit) throws IOException {
    return new OutsideProgram(List.of("sh", "-c", script), limit).run();
  }

  @Test
  void tellsExitCodeAndTheEndOfWhatWasSaid() throws IOException {
    OutsideProgram.Result result = sh("echo fine; echo odd >&2; exit 7", LONG);
    assertThat(result.succeeded()).isFalse();
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.output()).contains("fine").contains("odd");
  }

  @Test
  void isNotHeldUpByAProgramThatSaysMuch() throws IOException {
    OutsideProgram.Result result =
        sh("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo last", LONG);
    assertThat(result.succeeded()).isTrue();
    assertThat(result.output()).endsWith("last\n").hasSizeLessThan(5000);
  }

  @Test
  void stopsAProgramAndWhatItStartedAtTheTimeLimit() throws IOException {
    OutsideProgram.Result result = sh("sleep 300 & wait", Duration.ofMillis(500));
    assertThat(result.inTime()).isFalse();
    assertThat(result.succeeded()).isFalse();
    assertThat(result.describe()).contains("time limit");
  }

  @Test
  void aProgramThatReadsInputFindsNone() throws IOException {
    assertThat(sh("cat", LONG).succeeded()).isTrue();
  }

  @Test
  void aProgramThatIsNotThereIsAnException() {
    assertThatThrownBy(() -> new OutsideProgram(List.of("/no/such/program"), LONG).run())
        .isInstanceOf(IOException.class);
  }
}
