package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 3, the alert half: a verifier that is dead refuses every candidate, and somebody is told
 * once, however often the service tries (.se 2009, .de 2026). What may be overridden, and the ways
 * in which a verifier dies, are in {@link Drill03OverrideTest}.
 */
class Drill03DeadVerifierTest {
  @TempDir Path directory;
  private Site site;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aRefusalIsToldOnceAndSoIsItsEnd() throws Exception {
    JsonNode first = site.released();
    ToldAlerts told = new ToldAlerts(directory);
    site.configure("http: {port: 0}\n" + told.config());
    String schedule = "schedule: {run: 1s, refresh: 1s}\nsigning: {refresh: 29d}\n";
    site.policy(
        Site.POLICY
            + schedule
            + "gate: {outsideOpinions: ['sh -c \"echo good; exit 1\" {file}']}\n");

    try (RunningNode node = new RunningNode(site)) {
      String rejected = "SELECT run_id FROM signer.run WHERE outcome = 'rejected'";
      RunningNode.await(() -> site.database.rows(rejected).size() >= 3);
      RunningNode.await(() -> told.of("raised RUN-REJECTED").size() == 1);
      assertThat(told.of("raised RUN-REJECTED").get(0))
          .contains("example. was refused and stays at serial " + first.get("serial"))
          .contains("OUTSIDE-OPINION");
      assertThat(site.run("releases", "example.").json()).hasSize(1);
      assertThat(node.get("/metrics").body())
          .contains("countersign_findings_total{rule=\"OUTSIDE-OPINION\",severity=\"REFUSE\"}");

      site.policy(Site.POLICY + schedule);
      RunningNode.await(() -> told.of("ended RUN-REJECTED").size() == 1);
      assertThat(told.of("raised RUN-REJECTED")).hasSize(1);
      assertThat(site.run("releases", "example.").json().size()).isGreaterThan(1);
    }
    assertThat(
            site.database.rows(
                "SELECT details->>'condition' FROM signer.audit WHERE action = 'alert'"))
        .containsExactly("RUN-REJECTED");
  }
}
