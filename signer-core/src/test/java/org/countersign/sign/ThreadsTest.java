package org.countersign.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.RandomZone;
import org.countersign.testing.TestKeys;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zones of several ranges: what comes out depends on the zone, not on who worked on it. */
final class ThreadsTest {
  private static final Instant NOW = Instant.now();

  @TempDir Path folder;

  /** Names before, between and after all NSEC3 owners; some are NSEC3 owners themselves. */
  private static String zone() {
    StringBuilder text = new StringBuilder(RandomZone.unruly(5, 100));
    for (int i = 0; i < 12_000; i++) {
      String owner =
          i < 3000 ? "0" + i : i > 9000 ? "z" + i : Integer.toString(i * 7919 % 46_000, 36);
      text.append("d-").append(owner).append(".example. 600 NS ns").append(i % 5).append(".net.\n");
      if (i % 10 == 0) {
        text.append("d-").append(owner).append(".example. 600 DS 1 13 2 ").append("ab".repeat(32));
        text.append('\n');
      }
    }
    Nsec3Hash hash = new Nsec3Hash(new byte[0], 0);
    byte[] raw = new byte[20];
    byte[] label = new byte[32];
    byte[] wire = RandomZone.ORIGIN.wire();
    hash.hash(wire, wire.length, raw, 0);
    Nsec3Hash.label(raw, 0, label, 0);
    return text
        + new String(label, java.nio.charset.StandardCharsets.US_ASCII)
        + ".example. 600 A 192.0.2.9\n"; // RFC 5155 appendix A has such a name: both in one range
  }

  @ParameterizedTest
  @ValueSource(strings = {"{mode: nsec}", "{mode: nsec3, optOut: false}", "{mode: nsec3}"})
  void theArtefactIsTheSameToTheOctetForAnyNumberOfThreads(String denial) throws IOException {
    TestKeys keys = TestKeys.pair(DnssecAlgorithm.ED25519);
    String text = zone();
    byte[] first = null;
    for (int threads : new int[] {1, 2, 5}) {
      Path signed =
          Signing.in(folder)
              .policy("denial: " + denial + "\nzonemd: {enabled: true}\n")
              .threads(threads)
              .at(NOW)
              .sign(text, keys);
      byte[] octets = Files.readAllBytes(signed);
      first = first == null ? octets : first;
      assertThat(octets).isEqualTo(first);
      if (threads == 5) {
        OutsideTool.demand("dnssec-verify")
            .run(folder, "-x", "-o", "example.", signed.toString())
            .expectSuccess();
      }
    }
  }
}
