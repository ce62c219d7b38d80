package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 7: the zone or its data are cut off (.com 1997, .de 2010): refused, and no half file is
 * ever visible.
 */
class Drill07TruncationTest {
  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
    before = site.currentText();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void stayed() throws Exception {
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.run("releases", "example.").json().get(0).get("serial"))
        .isEqualTo(first.get("serial"));
    assertThat(site.candidates()).isEmpty();
  }

  /** The reference registry's views in another schema, where delegations end early. */
  private void endingAt(String condition) throws Exception {
    site.database.execute("CREATE SCHEMA theirs");
    for (String view : new String[] {"delegation", "glue", "ds", "revision"}) {
      String name = "countersign_" + view;
      site.database.execute(
          "CREATE VIEW theirs."
              + name
              + " AS SELECT * FROM registry."
              + name
              + (view.equals("delegation") ? " WHERE " + condition : ""));
    }
    site.configure("registry: {schema: theirs}\n");
  }

  private void refused(String rule, String words) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("rule")).as("%s", run).contains(rule);
    assertThat(run.json().get("findings").toString()).contains(words);
    assertThat(site.audited()).contains("run refused");
    stayed();
  }

  @Test
  void aCursorThatEndsEarlyIsFoundByCountingWithAnotherQuery() throws Exception {
    endingAt("current_query() ILIKE '%count(%' OR owner <= 'd28.example.'");

    refused("DATA-COMPLETE", "delegations");
  }

  @Test
  void zeroRowsAreNoZone() throws Exception {
    endingAt("false");

    refused("DATA-COMPLETE", "no delegation at all");
  }

  @Test
  void aTableThatLostMostOfItsRowsIsRefusedAlthoughItIsSoundInItself() throws Exception {
    endingAt("owner < 'd2'");

    refused("CHURN-LIMIT", "delegations");
  }

  @Test
  void anArtefactThatWasCutIsNotBuiltOnAndNotServed() throws Exception {
    Path artefact = Path.of(first.get("artefact").asText());
    byte[] whole = Files.readAllBytes(artefact);
    Files.delete(artefact);
    Files.write(artefact, Arrays.copyOf(whole, whole.length / 2));

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains("is not what was released as example. " + first.get("serial"));
    stayed();
  }

  @Test
  void killedInMidWriteItLeavesTheLastGoodZoneAndNoPieceOfTheNextOne() throws Exception {
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");
    for (String half : new String[] {"FILE_WRITTEN#1", "FILE_SYNCED#1"}) {
      SteppedRun.kill(site, half, "run", "example.");
      assertThat(site.currentText()).isEqualTo(before);
      assertThat(site.run("releases", "example.").json()).hasSize(1);
    }
    SteppedRun.kill(site, "FILE_WRITTEN#2", "run", "example."); // the published copy
    assertThat(site.currentText()).isEqualTo(before);

    assertThat(site.run("run", "example.").exit()).isZero();

    assertThat(site.currentText()).doesNotContain("\nd7.example.");
    assertThat(site.candidates()).isEmpty();
    try (var files = Files.list(site.current().getParent())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .allMatch(name -> name.matches("current|\\.turn|\\d+\\.zone"));
    }
  }
}
