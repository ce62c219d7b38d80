package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.dns.DnssecAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is signed already: its signatures stay where checking them is cheaper. */
class SignReuseTest {
  @TempDir Path directory;

  private JsonNode signAgain(SmallZone zone, Path file, String at) {
    Path out = directory.resolve("again.signed");
    CliRun run = CliRun.of("sign", file, "--keys", zone.keys, "-o", out, "--json", "--at", at);
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(CliRun.of("validate", out, "--at", at).exit()).isZero();
    return run.json().get("signatures");
  }

  @Test
  void goodSignaturesByRsaAreKept() throws Exception {
    SmallZone zone = new SmallZone(directory).withKeys(DnssecAlgorithm.RSASHA256);

    JsonNode signatures = signAgain(zone, zone.signed(), "2026-12-02T00:00:00Z");

    assertThat(signatures.get("made").asLong()).isZero();
    assertThat(signatures.get("reused").asLong()).isPositive();
  }

  @Test
  void anEndingSignatureIsMadeAnew() throws Exception {
    SmallZone zone = new SmallZone(directory).withKeys(DnssecAlgorithm.RSASHA256);

    assertThat(signAgain(zone, zone.signed(), "2026-12-25T00:00:00Z").get("reused").asLong())
        .isZero();
  }

  @Test
  void aRottenSignatureIsMadeAnew() throws Exception {
    SmallZone zone = new SmallZone(directory).withKeys(DnssecAlgorithm.RSASHA256);
    String text = Files.readString(zone.signed());
    int at = text.indexOf('\n', text.indexOf("RRSIG\tDS")) - 20; // within its base64
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    Path rotten = zone.write("rotten", text.substring(0, at) + other + text.substring(at + 1));

    assertThat(signAgain(zone, rotten, "2026-12-02T00:00:00Z").get("made").asLong()).isEqualTo(1);
  }

  @Test
  void ellipticSignaturesAreMadeAnew() throws Exception {
    SmallZone zone = new SmallZone(directory).withKeys(DnssecAlgorithm.ECDSAP256SHA256);

    assertThat(signAgain(zone, zone.signed(), "2026-12-02T00:00:00Z").get("reused").asLong())
        .isZero();
  }
}
