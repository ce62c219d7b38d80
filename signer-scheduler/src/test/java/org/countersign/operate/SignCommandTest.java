package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  @TempDir Path directory;
  private SmallZone zone;
  private Path out;

  @BeforeEach
  void prepare() throws Exception {
    zone = new SmallZone(directory).withKeys(DnssecAlgorithm.ECDSAP256SHA256);
    out = directory.resolve("example.signed");
  }

  private CliRun sign(Object... more) {
    Object[] arguments = new Object[6 + more.length];
    Object[] first = {"sign", zone.file, "--keys", zone.keys, "-o", out};
    System.arraycopy(first, 0, arguments, 0, 6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return CliRun.of(arguments);
  }

  @Test
  void itsDocumentHasTheFieldsOfTheContract() {
    CliRun run = sign("--json");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode answer = run.json();
    assertThat(answer.get("outcome").asText()).isEqualTo("signed");
    assertThat(answer.get("origin").asText()).isEqualTo("example.");
    assertThat(answer.get("serial").asLong()).isEqualTo(2026010100L);
    assertThat(answer.get("signatures").get("made").asLong()).isPositive();
    assertThat(answer.get("signatures").get("reused").asLong()).isZero();
    assertThat(answer.get("findings")).isEmpty();
    assertThat(answer.get("millis").fieldNames())
        .toIterable()
        .containsExactly("build", "sign", "write", "total");
  }

  @Test
  void whatItSignsTheGateApproves() throws Exception {
    CliRun run = CliRun.of("validate", zone.signed());

    assertThat(run.exit()).as("%s", run).isZero();
  }

  @Test
  void whatItSignsOthersAccept() throws Exception {
    OutsideTool verifier = OutsideTool.demand("ldns-verify-zone");
    Path signed = zone.signed();

    verifier.run(directory, "-t", "20261201000000", signed.toString()).expectSuccess();
  }

  @Test
  void otherUsersMayReadTheSignedZoneIfTheUmaskLetsThem() throws Exception {
    Path usual = Files.createFile(directory.resolve("usual"));

    assertThat(Files.getPosixFilePermissions(zone.signed()))
        .isEqualTo(Files.getPosixFilePermissions(usual));
  }

  @Test
  void peopleGetAShortSummary() {
    assertThat(sign().out())
        .contains("signed: example. serial 2026010100")
        .contains("2 delegations (1 with DS)")
        .contains("build ")
        .contains(out.toString());
  }

  @Test
  void theSerialMovesOnlyWherePolicySaysHow() throws Exception {
    Path policy = zone.write("policy.yaml", "serial: {policy: datecounter}\n");

    assertThat(sign("--policy", policy, "--json").json().get("serial").asLong())
        .isEqualTo(2026120100L);
  }

  @Test
  void aMendedTtlIsAWarning() throws Exception {
    Files.writeString(zone.file, SmallZone.TEXT + "bravo 60 IN NS ns.alpha\n");

    JsonNode finding = sign("--json").json().get("findings").get(0);

    assertThat(finding.get("rule").asText()).isEqualTo("SIG-FIELDS");
    assertThat(finding.get("severity").asText()).isEqualTo("WARN");
    assertThat(finding.get("message").asText()).startsWith("bravo.example. NS has records");
  }

  @Test
  void aZoneOnStandardInputIsSigned() throws Exception {
    var before = System.in;
    try (var in = Files.newInputStream(zone.file)) {
      System.setIn(in);
      CliRun run = CliRun.of("sign", "-", "--keys", zone.keys, "-o", out);
      assertThat(run.exit()).as("%s", run).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out).exists();
  }
}
