package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  @TempDir Path directory;
  private SmallZone zone;
  private Path signed;

  @BeforeEach
  void prepare() throws Exception {
    zone = new SmallZone(directory).withKeys(DnssecAlgorithm.ECDSAP256SHA256);
    signed = zone.signed();
  }

  private Path damaged() throws Exception {
    String text = Files.readString(signed);
    return zone.write("damaged", text.replace("12345 13 2 0011", "12345 13 2 ff11"));
  }

  @Test
  void itsDocumentHasTheFieldsOfTheContract() {
    CliRun run = CliRun.of("validate", signed, "--json");

    assertThat(run.exit()).isZero();
    JsonNode answer = run.json();
    assertThat(answer.get("verdict").asText()).isEqualTo("approved");
    assertThat(answer.get("origin").asText()).isEqualTo("example.");
    assertThat(answer.get("serial").asLong()).isEqualTo(2026010100L);
    assertThat(answer.get("sha256").asText()).hasSize(64);
    JsonNode counts = answer.get("counts");
    assertThat(counts.get("delegations").asLong()).isEqualTo(2);
    assertThat(counts.get("secureDelegations").asLong()).isEqualTo(1);
    assertThat(counts.get("rrsets").asLong()).isPositive();
    assertThat(counts.get("signatures").asLong()).isPositive();
    assertThat(answer.get("lowestRemainingSeconds").get("SOA").asLong()).isPositive();
  }

  @Test
  void aFindingHasEveryFieldOfTheContract() throws Exception {
    CliRun run = CliRun.of("validate", damaged(), "--json");

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("verdict").asText()).isEqualTo("rejected");
    JsonNode bogus = finding(run, "SIG-VERIFIES");
    assertThat(bogus.get("severity").asText()).isEqualTo("REFUSE");
    assertThat(bogus.get("owner").asText()).isEqualTo("alpha.example.");
    assertThat(bogus.get("type").asText()).isEqualTo("DS");
    assertThat(bogus.get("keyTag").isInt()).isTrue();
    assertThat(bogus.get("keyFingerprint").asText()).hasSize(64);
    assertThat(bogus.get("message").asText()).isNotEmpty();
    JsonNode cut = finding(run, "FILE-WHOLE");
    assertThat(cut.get("keyTag").isNull()).isTrue();
  }

  private static JsonNode finding(CliRun run, String rule) {
    for (JsonNode finding : run.json().get("findings")) {
      if (finding.get("rule").asText().equals(rule)) {
        return finding;
      }
    }
    throw new AssertionError("no finding of " + rule + " in " + run);
  }

  @Test
  void peopleReadVerdictCountsAndSentences() throws Exception {
    assertThat(CliRun.of("validate", signed).out())
        .startsWith("approved: example. serial 2026010100, judged as at 2026-12-01T00:00:00Z")
        .contains("2 delegations (1 with DS)");
    assertThat(CliRun.of("validate", damaged()).out())
        .startsWith("REJECTED: example.")
        .contains("refused by SIG-VERIFIES (1 finding):", "  alpha.example. DS, key tag ");
  }

  @Test
  void theInstantDecides() {
    assertThat(CliRun.of("validate", signed, "--at", "2027-06-01").exit())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(CliRun.of("validate", signed, "--at", "20261202120000").exit()).isZero();
  }

  @Test
  void aZoneNotSignedYetIsJudgedByStructure() {
    assertThat(CliRun.of("validate", zone.file).exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(CliRun.of("validate", zone.file, "--unsigned").exit()).isZero();
  }

  @Test
  void aPolicyHoldsTheZoneToWhatItStates() throws Exception {
    Path policy = zone.write("policy.yaml", "ttl: {max: 30m}\n");

    CliRun run = CliRun.of("validate", signed, "--policy", policy);

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("SIG-FIELDS");
  }

  @Test
  void theFormerReleaseHoldsTheSerial() throws Exception {
    Path older = zone.write("older.zone", SmallZone.TEXT.replace("2026010100", "2026010101"));

    CliRun run = CliRun.of("validate", zone.file, "--unsigned", "--baseline", older);

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("SERIAL-AHEAD");
  }

  @Test
  void aDsWithoutItsKeyIsRefused() throws Exception {
    Path ds = zone.write("ds", "example. 3600 IN DS 1 13 2 " + "00".repeat(32) + "\n");

    CliRun run = CliRun.of("validate", signed, "--ds", ds);

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("CHAIN-DS");
  }

  @Test
  void aZoneOnStandardInputIsJudged() throws Exception {
    var before = System.in;
    try (var in = Files.newInputStream(signed)) {
      System.setIn(in);
      assertThat(CliRun.of("validate", "-").exit()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aCutFileIsRefused() throws Exception {
    List<String> lines = Files.readAllLines(signed, StandardCharsets.US_ASCII);
    Path cut = zone.write("cut", String.join("\n", lines.subList(0, lines.size() / 2)));

    assertThat(CliRun.of("validate", cut).exit()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void wrongUsageIsSaidAndIsADocumentToo() {
    CliRun run = CliRun.of("validate", directory.resolve("none"), "--json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("there is no file");
    assertThat(run.json().get("exit").asInt()).isEqualTo(ExitCode.USAGE);
    assertThat(CliRun.of("validate", signed, signed).exit()).isEqualTo(ExitCode.USAGE);
    assertThat(CliRun.of("validate", signed, "--threads", "0").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(CliRun.of("validate", signed, "--at", "noon").err()).contains("is not an instant");
    assertThat(CliRun.of("validate", signed, "--partial", "--unsigned").exit())
        .isEqualTo(ExitCode.USAGE);
  }
}
