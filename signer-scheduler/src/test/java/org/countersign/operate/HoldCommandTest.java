package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator stops stays stopped, and only that. */
class HoldCommandTest {
  private static final String CHANGE =
      "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'";
  private static final String ALL_DUE = Site.POLICY + "signing: {refresh: 29d}\n";

  @TempDir Path directory;
  private Site site;
  private JsonNode first;

  @BeforeEach
  void prepare() throws Exception {
    site = new Site(directory).withZone();
    first = site.released();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private JsonNode hold(Object... more) {
    CliRun run =
        site.run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        "hold", "example.", "--reason", "ticket 4711", "--scope"),
                    java.util.stream.Stream.of(more))
                .toArray());
    assertThat(run.exit()).as("%s", run).isZero();
    return run.json();
  }

  @Test
  void underAPublishHoldNothingGoesOutNotEvenARefresh() throws Exception {
    hold("publish");
    site.database.execute(CHANGE);
    site.policy(ALL_DUE);

    CliRun held = site.run("run", "example.");

    assertThat(held.exit()).as("%s", held).isZero();
    assertThat(held.json().get("outcome").asText()).isEqualTo("held");
    assertThat(held.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(site.currentText()).contains("\nd7.example.");
    assertThat(site.run("resume", "example.", "--scope", "publish").exit()).isZero();
    site.released();
    assertThat(site.currentText()).doesNotContain("\nd7.example.");
  }

  @Test
  void underAnIngestHoldTheLastContentIsRefreshed() throws Exception {
    hold("ingest");
    site.database.execute(CHANGE);
    site.policy(ALL_DUE);

    JsonNode refreshed = site.released();

    assertThat(refreshed.get("serial").asLong()).isGreaterThan(first.get("serial").asLong());
    assertThat(site.run("releases", "example.").json().get(0).get("kind").asText())
        .isEqualTo("refresh");
    assertThat(site.currentText()).contains("\nd7.example.");
  }

  @Test
  void statusSaysWhenSignaturesRunOutUnderAHold() {
    Instant end = Instant.now().plus(Duration.ofHours(2));
    hold("publish", "--until", end);
    hold("rollover");

    JsonNode status = site.run("status", "example.").json();

    assertThat(status.get("holds")).hasSize(2);
    JsonNode rollover = status.get("holds").get(0);
    JsonNode publish = status.get("holds").get(1);
    assertThat(rollover.get("scope").asText()).isEqualTo("rollover");
    assertThat(rollover.get("until").isNull()).isTrue();
    assertThat(rollover.get("signaturesRunOut").isNull()).isTrue();
    assertThat(publish.get("reason").asText()).isEqualTo("ticket 4711");
    assertThat(publish.get("owner").asText()).isEqualTo(System.getProperty("user.name"));
    Instant runOut = Instant.parse(publish.get("signaturesRunOut").asText());
    // jitter takes up to two days off the 30 days that signatures live
    assertThat(runOut)
        .isBetween(
            Instant.now().plus(Duration.ofDays(27)), Instant.now().plus(Duration.ofDays(30)));
    assertThat(status.get("signaturesEnd").asText()).isEqualTo(runOut.toString());
    assertThat(status.get("remaining").has("NSEC3") || status.get("remaining").has("NSEC"))
        .isTrue();
    assertThat(status.get("secondaries")).isEmpty();
    assertThat(status.get("rollovers").toString()).contains("DNSKEY waits");
    assertThat(status.get("lastRun").get("outcome").asText()).isEqualTo("released");
  }

  @Test
  void aHoldIsMadeOnceAndResumedOnceAndBothAreOnTheAuditTrail() throws Exception {
    hold("publish");

    CliRun again = site.run("hold", "example.", "--scope", "publish", "--reason", "me too");
    assertThat(again.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("ticket 4711", "countersign resume example. --scope publish");
    assertThat(site.run("resume", "example.", "--scope", "publish").json().get("resumedBy"))
        .isNotNull();
    CliRun nothing = site.run("resume", "example.", "--scope", "publish");
    assertThat(nothing.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.err()).contains("not on hold");
    assertThat(site.audited()).endsWith("hold", "resume");
  }

  @Test
  void wrongUsageIsSaid() {
    CliRun scope = site.run("hold", "example.", "--scope", "all", "--reason", "x");
    assertThat(scope.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(scope.err()).contains("publish, rollover and ingest are");
    CliRun over =
        site.run(
            "hold", "example.", "--scope", "publish", "--reason", "x", "--until", "2020-01-01");
    assertThat(over.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(over.err()).contains("is over");
    CliRun blank = site.run("hold", "example.", "--scope", "publish", "--reason", " ");
    assertThat(blank.exit()).isEqualTo(ExitCode.USAGE);
    CliRun unknown = site.run("hold", "nobody.", "--scope", "publish", "--reason", "x");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
  }
}
