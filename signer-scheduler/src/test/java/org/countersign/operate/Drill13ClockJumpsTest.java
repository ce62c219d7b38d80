package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drill 13: the machine's clock jumps; nothing is signed or published on an insane clock. */
class Drill13ClockJumpsTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";

  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
    before = site.currentText();
    site.database.execute(CHANGE);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "P20D", "P-730D"})
  void aJumpSignsNothingAndPublishesNothing(Duration jump) throws Exception {
    CliRun run = site.runBy(Clock.offset(Clock.systemUTC(), jump), "run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains("this machine's clock says", "set the clock");
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.released().get("previousSerial")).isEqualTo(first.get("serial"));
  }

  @Test
  void aServiceOnAMachineWithAWrongClockSaysSoOnceAndReleasesNothing() throws Exception {
    ToldAlerts told = new ToldAlerts(directory);
    site.configure("http: {port: 0}\n" + told.config());

    try (RunningNode node =
        new RunningNode(site, Clock.offset(Clock.systemUTC(), Duration.ofDays(20)))) {
      RunningNode.await(() -> told.of("raised RUN-FAILED").size() == 1);
      RunningNode.await(() -> told.of("raised CLOCK").size() == 1);
      assertThat(node.get("/health/live").status()).isEqualTo(200);
    }
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
  }
}
