package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs do to a zone whose registry changes, and what commands tell of it. */
class PipelineRunTest {
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

  @Test
  void nothingNewIsUnchangedAndKeepsEverySignature() throws Exception {
    String before = site.currentText();

    CliRun again = site.run("run", "example.");

    assertThat(again.exit()).as("%s", again).isZero();
    assertThat(again.json().get("outcome").asText()).isEqualTo("unchanged");
    assertThat(again.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(again.json().get("signatures").get("made").asLong()).isLessThanOrEqualTo(2);
    assertThat(again.json().get("signatures").get("reused").asLong()).isPositive();
    assertThat(site.currentText()).isEqualTo(before);
  }

  @Test
  void aChangeIsReleasedWithFewNewSignatures() throws Exception {
    site.database.execute(
        "UPDATE registry.ds_data SET key_tag = 42 WHERE domain_id = (SELECT domain_id FROM"
            + " registry.domain WHERE name = 'd10.example.')");

    JsonNode changed = site.released();

    assertThat(changed.get("previousSerial")).isEqualTo(first.get("serial"));
    assertThat(changed.get("serial").asLong()).isGreaterThan(first.get("serial").asLong());
    // DS, SOA, and ZONEMD where the policy has it
    assertThat(changed.get("signatures").get("made").asLong()).isBetween(2L, 3L);
    assertThat(site.currentText()).contains("d10.example.\t").contains("\tDS\t42 13 2 ");
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aDelegationOnHoldGoesWithItsGlue() throws Exception {
    assertThat(site.currentText()).contains("\nns.d1.example.\t");
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd1.example.'");

    site.released();

    assertThat(site.currentText()).doesNotContain("\nd1.example.", "\nns.d1.example.");
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void theHistoryHasTheFieldsOfTheContract() throws Exception {
    JsonNode releases = site.run("releases", "example.").json();

    assertThat(releases).hasSize(1);
    JsonNode release = releases.get(0);
    for (String field : new String[] {"serial", "digest", "artefact"}) {
      assertThat(release.get(field)).as(field).isEqualTo(first.get(field));
    }
    assertThat(release.get("kind").asText()).isEqualTo("regular");
    assertThat(release.get("verdict").asText()).isEqualTo("approved");
    assertThat(release.has("releasedAt")).isTrue();
    assertThat(release.has("basedOn")).isTrue();
    assertThat(release.get("keys")).hasSize(2);
    JsonNode key = release.get("keys").get(0);
    assertThat(key.get("fingerprint").asText()).matches("[0-9a-f]{64}");
    assertThat(key.get("keyTag").isInt()).isTrue();
    assertThat(key.get("role").asText()).isIn("ksk", "zsk");
    assertThat(key.get("signs").asBoolean()).isTrue();
    assertThat(Files.exists(Path.of(release.get("artefact").asText()))).isTrue();
    assertThat(site.run("release", "show", "example.", first.get("serial").asText()).json())
        .isEqualTo(release);
    CliRun unknown = site.run("release", "show", "example.", "77");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("was never released as 77");
  }

  @Test
  void keysAndZonesAreListed() {
    JsonNode keys = site.run("key", "list", "example.").json();

    assertThat(keys).hasSize(2);
    for (JsonNode key : keys) {
      assertThat(key.get("algorithm").asInt()).isEqualTo(13);
      assertThat(key.get("goal").asText()).isEqualTo("OMNIPRESENT");
      assertThat(key.get("vault").asText()).isEqualTo("file");
      assertThat(key.get("keyId").asText()).isNotEmpty();
      assertThat(key.get("records").get("DNSKEY").asText()).isEqualTo("RUMOURED");
      boolean ksk = key.get("role").asText().equals("ksk");
      assertThat(key.get("records").has("DS")).isEqualTo(ksk);
    }
    JsonNode zones = site.run("zone", "list").json();
    assertThat(zones).hasSize(1);
    assertThat(zones.get(0).get("origin").asText()).isEqualTo("example.");
    JsonNode zone = site.run("zone", "show", "example.").json();
    assertThat(zone.get("keys")).isEqualTo(keys);
    assertThat(zone.get("policy").asText()).contains("mname: ns1.example.", "minRemaining");
    CliRun unknown = site.run("run", "nobody.");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("nobody. is not under management", "example.");
  }

  @Test
  void everyStepIsOnTheAuditTrail() throws Exception {
    site.policy(Site.POLICY + "serial: {policy: unixtime}\n");

    assertThat(site.audited())
        .containsExactly(
            "zone add",
            "policy",
            "key generate",
            "key generate",
            "key move",
            "key move",
            "key move",
            "key move",
            "release",
            "policy");
  }

  @Test
  void anOutsideOpinionIsAskedAndBelieved() throws Exception {
    site.policy(
        Site.POLICY + "gate: {outsideOpinions: ['false {file}']}\nsigning: {refresh: 29d}\n");
    String before = site.currentText();

    CliRun refused = site.run("run", "example.");

    assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.json().get("outcome").asText()).isEqualTo("rejected");
    assertThat(refused.json().get("serial")).isEqualTo(first.get("serial"));
    assertThat(refused.json().get("findings").findValuesAsText("rule"))
        .containsOnly("OUTSIDE-OPINION");
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.candidates()).isEmpty();

    site.policy(
        Site.POLICY
            + "gate: {outsideOpinions: ['dnssec-verify -o {origin} {file}']}\n"
            + "signing: {refresh: 29d}\n");
    assertThat(site.released().get("serial").asLong()).isGreaterThan(first.get("serial").asLong());
  }
}
