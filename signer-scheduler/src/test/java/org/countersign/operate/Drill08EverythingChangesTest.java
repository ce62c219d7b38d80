package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 8: everything changes at once (.se 2009): the suffix doubled as in {@code d24}, all DS lost
 * as in {@code d25}, all name servers replaced. Content limits and golden names refuse.
 */
class Drill08EverythingChangesTest {
  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    site.policy(Site.POLICY + "gate: {goldenNames: [d10.example.]}\n");
    first = site.released();
    before = site.currentText();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private CliRun refused(String... rules) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("rule")).contains(rules);
    assertThat(run.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.run("audit", "example.", "--limit", "1").json().get(0).get("action").asText())
        .isEqualTo("run refused");
    CliRun again = site.run("run", "example.");
    assertThat(again.json().get("findings")).isEqualTo(run.json().get("findings"));
    assertThat(again.json().get("refusedData")).isEqualTo(run.json().get("refusedData"));
    return run;
  }

  @Test
  void everyNameHasTheSuffixTwice() throws Exception {
    site.database.execute("UPDATE registry.domain SET name = name || 'example.'");

    CliRun run = refused("CHURN-LIMIT", "GOLDEN-NAMES");

    assertThat(run.json().get("findings").toString()).contains("example.example.");
  }

  @Test
  void allDsAreLostAndTwoPeopleMayStillDecideThatItIsRight() throws Exception {
    site.database.execute("DELETE FROM registry.ds_data");

    refused("CHURN-LIMIT", "GOLDEN-NAMES");

    CliRun request = site.run("override", "request", "example.", "--reason", "export bug?");
    assertThat(request.exit()).as("%s", request).isZero();
    assertThat(List.of(request.json().get("rules").toString()))
        .containsExactly("[\"CHURN-LIMIT\",\"GOLDEN-NAMES\"]");
    CliRun alone = site.run("override", "approve", request.json().get("id").asText());
    assertThat(alone.exit()).as("%s", alone).isEqualTo(ExitCode.REFUSED);
    refused("CHURN-LIMIT", "GOLDEN-NAMES");
  }

  @Test
  void allNameServersAreReplaced() throws Exception {
    site.database.execute(
        "UPDATE registry.host SET name = 'ns.elsewhere.' WHERE name = 'ns.other.'");

    refused("CHURN-LIMIT", "GOLDEN-NAMES");
  }
}
