package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.countersign.dns.DnssecAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialValidationTest {
  @TempDir Path directory;
  private SmallZone zone;
  private Path keys;
  private Path apex;

  @BeforeEach
  void prepare() throws Exception {
    zone = new SmallZone(directory).withKeys(DnssecAlgorithm.ED25519);
    Path signed = zone.signed();
    keys = zone.write("keys.txt", lines(signed, "DNSKEY"));
    apex = zone.write("apex.txt", lines(signed, "NS"));
  }

  private static String lines(Path signed, String type) throws Exception {
    try (var lines = Files.lines(signed)) {
      return lines
          .filter(l -> l.matches("example\\.\t\\d+\tIN\t(RRSIG\t)?" + type + "[\t ].*"))
          .collect(Collectors.joining("\n", "; as dig prints it\n", "\n"));
    }
  }

  @Test
  void oneEntryForEachSignature() {
    CliRun run = CliRun.of("validate", "--partial", keys, apex, "--json");

    assertThat(run.exit()).as("%s", run).isZero();
    JsonNode signatures = run.json().get("signatures");
    assertThat(signatures).hasSize(2);
    assertThat(signatures.get(1).get("owner").asText()).isEqualTo("example.");
    assertThat(signatures.get(1).get("type").asText()).isEqualTo("NS");
    assertThat(signatures.get(1).get("keyTag").isInt()).isTrue();
    assertThat(signatures.get(1).get("verdict").asText()).isEqualTo("valid");
    assertThat(signatures.get(1).get("message").asText()).isNotEmpty();
  }

  @Test
  void theInstantDecides() {
    assertThat(verdictAt("2030-01-01")).isEqualTo("expired");
    assertThat(verdictAt("2020-01-01")).isEqualTo("not-yet-valid");
  }

  private String verdictAt(String instant) {
    CliRun run = CliRun.of("validate", "--partial", keys, "--at", instant, "--json");
    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    return run.json().get("signatures").get(0).get("verdict").asText();
  }

  @Test
  void aSignatureWithoutItsKeyIsNotValid() {
    CliRun run = CliRun.of("validate", "--partial", apex);

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).startsWith("no-key: example. NS").contains("0 of 1 signatures are valid");
  }

  @Test
  void recordsWithoutAnySignatureProveNothing() {
    CliRun run = CliRun.of("validate", "--partial", zone.file);

    assertThat(run.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("there is no signature");
  }

  @Test
  void standardInputIsReadBesideFiles() throws Exception {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(apex)));
      assertThat(CliRun.of("validate", "--partial", keys, "-").exit()).isZero();
    } finally {
      System.setIn(before);
    }
  }
}
