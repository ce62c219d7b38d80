package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sign} cannot do: the exit code, the sentence, and nothing left behind. */
class SignRefusalsTest {
  @TempDir Path directory;
  private SmallZone zone;
  private Path out;

  @BeforeEach
  void prepare() throws Exception {
    zone = new SmallZone(directory);
    out = Files.createDirectory(directory.resolve("out")).resolve("example.signed");
  }

  private CliRun sign(Object... more) {
    return CliRun.of(
        Stream.concat(Stream.of("sign", "--keys", zone.keys, "-o", out), Stream.of(more))
            .toArray());
  }

  private void refused(CliRun run, int exit, String... words) throws IOException {
    assertThat(run.exit()).as("%s", run).isEqualTo(exit);
    assertThat(run.out() + run.err()).contains(words).doesNotContain("\tat org.countersign");
    try (Stream<Path> left = Files.list(out.getParent())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMissingKeyDirectoryIsWrongUsage() throws Exception {
    Files.delete(zone.keys);

    refused(sign(zone.file), ExitCode.USAGE, "keys is not a directory");
  }

  @Test
  void anEmptyKeyDirectoryIsWrongUsage() throws Exception {
    refused(sign(zone.file), ExitCode.USAGE, "holds no key of example.", "dnssec-keygen");
  }

  @Test
  void keysOfAnotherZoneAreNotUsed() throws Exception {
    zone.withKeys(DnssecAlgorithm.ED25519);
    Path other = zone.write("other.zone", SmallZone.TEXT.replace("example.", "other."));

    refused(sign(other), ExitCode.USAGE, "holds no key of other.");
  }

  @Test
  void keysWithoutTheirPrivateHalvesAreNamed() throws Exception {
    zone.withKeys(DnssecAlgorithm.ED25519);
    deletePrivate("Kexample.+015");

    refused(
        sign(zone.file), ExitCode.REFUSED, "SIG-COMPLETE", "has no .private file", "DNSKEY RRset");
  }

  @Test
  void anAlgorithmThatCannotSignTheZoneIsRefused() throws Exception {
    zone.withKeys(DnssecAlgorithm.ECDSAP256SHA256).withKey(DnssecAlgorithm.ED25519, KeyRole.ZSK);
    deletePrivate("Kexample.+015");

    JsonNode answer = sign(zone.file, "--json").json();

    assertThat(answer.get("outcome").asText()).isEqualTo("rejected");
    assertThat(answer.get("findings"))
        .isNotEmpty()
        .allSatisfy(
            f -> {
              assertThat(f.get("rule").asText()).isEqualTo("SIG-COMPLETE");
              assertThat(f.get("message").asText()).contains("algorithm 15");
            });
  }

  private void deletePrivate(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(zone.keys)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(".private")) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void aPolicyThatIsWrongIsWrongUsageWithEveryProblem() throws Exception {
    zone.withKeys(DnssecAlgorithm.ED25519);
    Path policy =
        zone.write("p.yaml", "signing: {validity: 1d, refresh: 5d}\ndenial: {iterations: -1}\n");

    refused(
        sign(zone.file, "--policy", policy),
        ExitCode.USAGE,
        "signing.validity",
        "denial.iterations");
  }

  @Test
  void anOutputDirectoryThatIsMissingIsSaidBeforeTheWork() throws Exception {
    Path there = out.getParent().resolve("missing").resolve("x");

    refused(
        CliRun.of("sign", zone.file, "--keys", zone.keys, "-o", there),
        ExitCode.USAGE,
        "there is no directory");
  }

  @Test
  void aDeviceIsNotReplacedByAFile() throws Exception {
    refused(
        CliRun.of("sign", zone.file, "--keys", zone.keys, "-o", "/dev/null"),
        ExitCode.USAGE,
        "not a regular file");
    assertThat(Path.of("/dev/null")).exists().isNotEqualTo(out);
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void aMissingZoneFileIsWrongUsage() throws Exception {
    refused(sign(directory.resolve("none.zone")), ExitCode.USAGE, "there is no file");
  }

  @Test
  void aDirectoryInsteadOfAZoneFileIsWrongUsage() throws Exception {
    refused(sign(directory), ExitCode.USAGE, "is a directory");
  }

  @Test
  void aZoneFileCutInTheMiddleIsRefused() throws Exception {
    zone.withKeys(DnssecAlgorithm.ED25519);
    Path cut = zone.write("cut.zone", SmallZone.TEXT.substring(0, SmallZone.TEXT.length() - 3));

    refused(sign(cut), ExitCode.REFUSED, "FILE-WHOLE", "cut");
  }

  @Test
  void aFileThatIsNoZoneIsRefused() throws Exception {
    refused(sign(zone.write("x", "root:x:0:0\n")), ExitCode.REFUSED, "FILE-WHOLE");
    refused(sign(zone.write("x", "")), ExitCode.REFUSED, "no SOA record");
  }

  @Test
  void aZoneWithoutNameServersIsRefused() throws Exception {
    zone.withKeys(DnssecAlgorithm.ED25519);
    Path file = zone.write("x", "example. 60 IN SOA ns1.example. h.example. 1 2 3 4 5\n");

    refused(sign(file), ExitCode.REFUSED, "APEX-SANE", "no NS record");
  }
}
