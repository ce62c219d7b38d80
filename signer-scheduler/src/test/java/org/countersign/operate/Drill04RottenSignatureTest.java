package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.finding.Finding;
import org.countersign.run.RunOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 4: a signature that rotted where it was kept (.se 2022), and a vault that makes a wrong one
 * once in 10,000. Found before release; the bad one is replaced, and not used again.
 */
class Drill04RottenSignatureTest {
  private static final String MANY =
      """
      INSERT INTO registry.domain (zone, name)
        SELECT 'example.', 'm' || i || '.example.' FROM generate_series(1, 6000) i;
      INSERT INTO registry.domain_host (domain_id, host_id)
        SELECT domain_id, (SELECT host_id FROM registry.host WHERE name = 'ns.other.')
        FROM registry.domain WHERE name LIKE 'm%';
      INSERT INTO registry.ds_data
        SELECT domain_id, 4711, 13, 2, decode(repeat('ab', 32), 'hex')
        FROM registry.domain WHERE name LIKE 'm%'
      """;

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
  void aVaultThatErrsOnceInTenThousandCostsARetryAndNotTheRelease() throws Exception {
    site.database.execute(MANY.split(";"));
    AtomicInteger wrong = new AtomicInteger();

    RunOutcome outcome = troubled(true, wrong).run();

    assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.RELEASED);
    assertThat(outcome.tally().orElseThrow().made()).isGreaterThan(10_000);
    assertThat(wrong).hasValueGreaterThan(0);
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aWrongSignatureThatWasNotVerifiedAtOnceIsFoundByTheGateWhichReleasesNothing()
      throws Exception {
    site.database.execute(MANY.split(";"));
    AtomicInteger wrong = new AtomicInteger();

    RunOutcome outcome = troubled(false, wrong).run();

    assertThat(wrong).hasValueGreaterThan(0);
    assertThat(outcome.kind()).isEqualTo(RunOutcome.Kind.REJECTED);
    assertThat(outcome.findings())
        .filteredOn(Finding::refuses)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.rule().id()).isEqualTo("SIG-VERIFIES");
              assertThat(finding.owner()).isNotEmpty();
              assertThat(finding.key()).isNotEmpty();
            });
    assertThat(site.run("releases", "example.").json()).isEmpty();
    assertThat(site.candidates()).isEmpty();

    site.released();
    Verifiers.accept(site.current(), "example.");
  }

  /** A bit of one signature in 10,000 is wrong. */
  private TroubledRun troubled(boolean verifyAfterSign, AtomicInteger wrong) {
    return new TroubledRun(
        site,
        "file",
        verifyAfterSign,
        (signature, number) -> {
          if (number % 10_000 == 0) {
            signature[17] ^= 4;
            wrong.incrementAndGet();
          }
        });
  }

  /** What the ledger's digest tells. */
  @Test
  void aReleaseThatRottedOnDiskIsNotBuiltOn() throws Exception {
    JsonNode first = site.released();
    String before = site.currentText();
    rot(Path.of(first.get("artefact").asText()));

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).contains("is not what was released as example. " + first.get("serial"));
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(before).isEqualTo(site.currentText());
  }

  /** What it does not: the signature was bad when its release was put on record. */
  @Test
  void aRottenSignatureThatWouldBeUsedAgainIsFoundReplacedAndNotUsedAgain() throws Exception {
    JsonNode first = site.released();
    Path artefact = Path.of(first.get("artefact").asText());
    String rotten = rot(artefact);
    site.database.execute(
        "ALTER TABLE signer.release DISABLE TRIGGER release_append_only",
        "UPDATE signer.release SET sha256 = '" + sha256(artefact) + "'",
        "ALTER TABLE signer.release ENABLE TRIGGER release_append_only",
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");

    JsonNode next = site.released();

    assertThat(next.get("findings"))
        .anySatisfy(
            finding -> {
              assertThat(finding.get("rule").asText()).isEqualTo("SIG-VERIFIES");
              assertThat(finding.get("severity").asText()).isEqualTo("WARN");
              assertThat(finding.get("owner").asText()).isEqualTo("d10.example.");
              assertThat(finding.get("keyFingerprint").asText()).matches("[0-9a-f]{64}");
              assertThat(finding.get("message").asText())
                  .contains("mended by signing everything anew");
            });
    assertThat(site.currentText()).doesNotContain(rotten);
    Verifiers.accept(site.current(), "example.");
    CliRun after = site.run("run", "example.");
    assertThat(after.json().get("outcome").asText()).isEqualTo("unchanged");
    assertThat(after.json().get("findings").toString()).doesNotContain("SIG-VERIFIES");
  }

  /** Flips a bit in the signature over a DS RRset; gives the bad signature's text. */
  private static String rot(Path artefact) throws Exception {
    String text = Files.readString(artefact);
    String line =
        text.lines()
            .filter(l -> l.startsWith("d10.example.\t") && l.contains("\tRRSIG\tDS "))
            .findFirst()
            .orElseThrow();
    String signature = line.substring(line.lastIndexOf(' ') + 1);
    char was = signature.charAt(10);
    String bad = signature.substring(0, 10) + (was == 'A' ? 'B' : 'A') + signature.substring(11);
    Files.delete(artefact);
    Files.writeString(artefact, text.replace(signature, bad));
    return bad;
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
