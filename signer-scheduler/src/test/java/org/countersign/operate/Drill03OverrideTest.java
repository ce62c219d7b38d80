package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drill 3: the verifier is slow, crashes, or prints success and exits non-zero; and somebody wants
 * to publish anyway (.com 1997, .se 2009, .de 2026).
 */
class Drill03OverrideTest {
  private static final String MOST_GONE =
      "DELETE FROM registry.domain WHERE name NOT IN ('d1.example.', 'd2.example.')";

  private final String user = System.getProperty("user.name");
  @TempDir Path directory;
  private Site site;
  private JsonNode first;
  private String before;

  @BeforeEach
  void prepare() throws Exception {
    System.setProperty("user.name", "ann");
    site = new Site(directory).withZone();
    first = site.released();
    before = site.currentText();
  }

  @AfterEach
  void close() {
    System.setProperty("user.name", user);
    site.close();
  }

  private CliRun refused(String rule) throws Exception {
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").findValuesAsText("rule")).contains(rule);
    assertThat(run.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.candidates()).isEmpty();
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh -c 'sleep 60' {file}",
        "sh -c 'kill -9 $$' {file}",
        "sh -c 'echo the zone is good; exit 1' {file}",
        "no-such-verifier {file}"
      })
  void aVerifierThatDoesNotSayYesInTimeSaysNoAndNobodyCanOverrideIt(String verifier)
      throws Exception {
    site.policy(
        Site.POLICY
            + "gate: {outsideOpinions: [\""
            + verifier
            + "\"], outsideOpinionTimeout: 1s}\nsigning: {refresh: 29d}\n");

    refused("OUTSIDE-OPINION");

    CliRun request = site.run("override", "request", "example.", "--reason", "publish anyway");
    assertThat(request.exit()).as("%s", request).isEqualTo(ExitCode.REFUSED);
    assertThat(request.json().get("error").asText())
        .contains("OUTSIDE-OPINION can never be overridden");
    assertThat(site.run("override", "list").json()).isEmpty();
  }

  @Test
  void publishAnywayTakesTwoPeopleAndAReasonAndWorksOnce() throws Exception {
    site.database.execute(MOST_GONE);
    String digest = refused("CHURN-LIMIT").json().get("refusedData").asText();

    CliRun noReason = site.run("override", "request", "example.", "--reason", " ");
    assertThat(noReason.exit()).isEqualTo(ExitCode.USAGE);
    CliRun request = site.run("override", "request", "example.", "--reason", "registrar left");
    assertThat(request.exit()).as("%s", request).isZero();
    assertThat(request.json().get("digest").asText()).isEqualTo(digest);
    assertThat(request.json().get("rules").toString()).isEqualTo("[\"CHURN-LIMIT\"]");
    String id = request.json().get("id").asText();
    refused("CHURN-LIMIT");

    CliRun own = site.run("override", "approve", id);
    assertThat(own.exit()).as("%s", own).isEqualTo(ExitCode.REFUSED);
    assertThat(own.json().get("error").asText()).contains("a second person must");
    refused("CHURN-LIMIT");

    System.setProperty("user.name", "bob");
    CliRun approved = site.run("override", "approve", id);
    assertThat(approved.exit()).as("%s", approved).isZero();
    assertThat(approved.json().get("approver").asText()).isEqualTo("bob");
    JsonNode waiting = site.run("status", "example.").json().get("overrides");
    assertThat(waiting.findValuesAsText("state")).containsExactly("approved");

    JsonNode released = site.released();
    assertThat(released.get("findings").toString())
        .contains("overridden by ann and bob (registrar left)");
    JsonNode record = site.run("releases", "example.").json().get(0);
    assertThat(record.get("verdict").asText()).isEqualTo("overridden");
    assertThat(site.currentText()).doesNotContain("\nd7.example.");
    assertThat(site.run("override", "list", "example.").json().get(0).get("state").asText())
        .isEqualTo("used");
    assertThat(site.run("override", "approve", id).exit()).isEqualTo(ExitCode.USAGE);
    assertThat(site.audited()).contains("override request", "override approve");
    assertThat(site.run("audit", "verify").exit()).isZero();
    assertThat(site.run("run", "example.").json().get("outcome").asText()).isEqualTo("unchanged");
  }

  @Test
  void anOverrideIsForTheContentThatWasSeenAndForNoOther() throws Exception {
    site.database.execute(MOST_GONE);
    refused("CHURN-LIMIT");
    CliRun request = site.run("override", "request", "example.", "--reason", "registrar left");
    System.setProperty("user.name", "bob");
    site.run("override", "approve", request.json().get("id").asText());

    site.database.execute("DELETE FROM registry.domain WHERE name = 'd2.example.'");

    refused("CHURN-LIMIT");
  }

  @Test
  void whatWasNeverRefusedCannotBeOverridden() {
    CliRun nothing = site.run("override", "request", "example.", "--reason", "just in case");
    assertThat(nothing.exit()).isEqualTo(ExitCode.USAGE);
    CliRun other =
        site.run("override", "request", "example.", "--reason", "x", "--digest", "ab".repeat(32));
    assertThat(other.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("no run has refused data of example. with digest");
    assertThat(site.run("override", "approve", "77").exit()).isEqualTo(ExitCode.USAGE);
  }
}
