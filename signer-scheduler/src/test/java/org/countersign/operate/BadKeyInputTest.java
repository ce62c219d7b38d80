package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keystore.BindTiming;
import org.countersign.operate.TwinKeys.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input about keys: a clear sentence each, no stack trace, and nothing changed. */
class BadKeyInputTest {
  @TempDir Path directory;
  @TempDir Path bind;
  private Site site;
  private State before;

  /** What must be the same afterwards. */
  private record State(List<String> audited, String keys, String policy) {}

  @BeforeEach
  void zone() throws Exception {
    site = new Site(directory).withZone();
    before = state();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aWrongPassphraseOpensNoVault() throws Exception {
    Path passphrase = site.data.resolve("keys/passphrase");
    String right = Files.readString(passphrase);
    Files.writeString(passphrase, "another\n");
    refused(
        site.run("key", "generate", "example.", "--role", "zsk"),
        ExitCode.BROKEN,
        "the passphrase does not open");
    Files.writeString(passphrase, right);
    unchanged();
  }

  @Test
  void aVaultThatHasLostAKeySignsNothingAndMakesNoOther() throws Exception {
    site.released();
    before = state();
    Path file = site.data.resolve("keys/keys.p12");
    Path aside = Files.move(file, directory.resolve("aside.p12"));
    refused(site.run("run", "example."), ExitCode.BROKEN, "no other is made in its place");
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(site.run("key", "list", "example.").json()).hasSize(2);
    assertThat(site.audited()).filteredOn(a -> a.equals("key generate")).hasSize(2);
  }

  @Test
  void aPrivateHalfOfAnotherKeyIsNotImported() throws Exception {
    try (TwinKeys keys = new TwinKeys()) {
      Made ksk = keys.key(DnssecAlgorithm.ECDSAP256SHA256, 257);
      Made zsk = keys.key(DnssecAlgorithm.ECDSAP256SHA256, 256);
      BindTiming now = BindTiming.from(java.time.Instant.now());
      keys.write(bind, Map.of(ksk, now, zsk, now));
    }
    List<Path> halves = files(".private");
    Files.copy(halves.get(0), halves.get(1), StandardCopyOption.REPLACE_EXISTING);
    refused(
        site.run("key", "import", "example.", "--from", bind),
        ExitCode.BROKEN,
        "the .key and the .private file are two different keys");
    unchanged();
  }

  @Test
  void aDirectoryWithoutTheZonesKeysSaysWhatIsNeeded() throws Exception {
    refused(
        site.run("key", "import", "example.", "--from", bind),
        ExitCode.BROKEN,
        "has no key of example.",
        "Kexample.+<algorithm>+<tag>.key");
    unchanged();
  }

  @Test
  void anUnknownPolicyFieldIsNamedWithTheNearest() throws Exception {
    CliRun run = site.add(Site.POLICY + "keys: {zsk: {lifetme: 30d}}\n");
    refused(run, ExitCode.USAGE, "lifetme", "lifetime");
    unchanged();
  }

  @Test
  void aTagThatTwoKeysHaveNamesNeither() throws Exception {
    int tag = twins();
    before = state();
    List<String> fingerprints = fingerprints(key -> key.get("keyTag").asInt() == tag);
    assertThat(fingerprints).hasSize(2);
    for (List<String> command :
        List.of(
            List.of("key", "retire", "example.", "" + tag),
            List.of("key", "destroy", "example.", "" + tag),
            List.of("key", "export", "example.", "" + tag, "--to", bind.toString()),
            List.of("key", "ds-gone", "example.", "" + tag),
            List.of("key", "approve", "example.", "" + tag, "--record", "ds", "--to", "rumoured"),
            List.of(
                "key", "roll", "example.", "--role", "zsk", "--emergency", "--key", "" + tag))) {
      CliRun run = site.run(command.toArray());
      refused(run, ExitCode.USAGE, "names 2 keys", "nothing was changed");
      assertThat(run.err()).as("%s", command).contains(fingerprints);
    }
    unchanged();
  }

  @Test
  void aFingerprintTellsTwinsApart() throws Exception {
    int tag = twins();
    String one = fingerprints(key -> key.get("keyTag").asInt() == tag).get(0);
    CliRun run = site.run("key", "retire", "example.", one.substring(0, 8));
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(fingerprints(key -> key.get("goal").asText().equals("HIDDEN"))).contains(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "1234567", "abc", "0123456789abcdez", "-1"})
  void whatCanNameNoKeyOrNamesNoneIsWrongUsage(String name) throws Exception {
    CliRun run = site.run("key", "retire", "example.", name);
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.USAGE);
    unchanged();
  }

  @Test
  void theLastKeyToDoItsWorkIsNotRetired() throws Exception {
    String zsk = fingerprints(key -> key.get("role").asText().equals("zsk")).get(0);
    refused(
        site.run("key", "retire", "example.", zsk),
        ExitCode.REFUSED,
        "is the last to do its work",
        "key roll");
    unchanged();
  }

  @Test
  void aKeyInUseIsNotDestroyedAndNoneIsWithoutItsWholeFingerprint() throws Exception {
    String zsk = fingerprints(key -> key.get("role").asText().equals("zsk")).get(0);
    refused(
        site.run("key", "destroy", "example.", zsk),
        ExitCode.USAGE,
        "does not come back",
        "nothing was destroyed");
    refused(
        site.run("key", "destroy", "example.", zsk, "--confirm", zsk.substring(0, 16)),
        ExitCode.USAGE,
        "whole fingerprint");
    refused(
        site.run("key", "destroy", "example.", zsk, "--confirm", zsk),
        ExitCode.REFUSED,
        "is in use");
    unchanged();
  }

  @Test
  void aRoleThePolicyDoesNotHaveIsNotRolled() throws Exception {
    refused(
        site.run("key", "roll", "example.", "--role", "csk"),
        ExitCode.REFUSED,
        "the policy has no csk");
    unchanged();
  }

  @Test
  void aDsThatNobodyWaitsForIsNotNoted() throws Exception {
    refused(site.run("key", "ds-gone", "example."), ExitCode.REFUSED, "nobody waits for a DS");
    unchanged();
  }

  @Test
  void aZoneThatIsNotUnderManagementIsWrongUsage() throws Exception {
    refused(site.run("key", "list", "other."), ExitCode.USAGE, "other.");
  }

  /** Two ZSKs of one tag under management; their tag. */
  private int twins() throws Exception {
    try (TwinKeys keys = new TwinKeys()) {
      List<Made> twins =
          keys.pair(DnssecAlgorithm.ECDSAP256SHA256, 256, DnssecAlgorithm.ECDSAP256SHA256, 256);
      int i = 0;
      for (Made twin : twins) {
        Path from =
            keys.write(
                bind.resolve("twin" + i++), Map.of(twin, BindTiming.from(java.time.Instant.now())));
        CliRun run = site.run("key", "import", "example.", "--from", from);
        assertThat(run.exit()).as("%s", run).isZero();
      }
      return twins.get(0).dnskey().tag().value();
    }
  }

  private List<String> fingerprints(Predicate<JsonNode> which) {
    List<String> found = new java.util.ArrayList<>();
    for (JsonNode key : site.run("key", "list", "example.").json()) {
      if (which.test(key)) {
        found.add(key.get("fingerprint").asText());
      }
    }
    return found;
  }

  private List<Path> files(String ending) throws Exception {
    try (var files = Files.list(bind)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void refused(CliRun run, int exit, String... says) {
    assertThat(run.exit()).as("%s", run).isEqualTo(exit);
    assertThat(run.err()).contains(says).doesNotContain("\tat ");
    assertThat(run.json().get("exit").asInt()).isEqualTo(exit);
  }

  private State state() throws Exception {
    return new State(
        site.audited(),
        site.run("key", "list", "example.").out(),
        site.run("zone", "show", "example.").out());
  }

  private void unchanged() throws Exception {
    assertThat(state()).isEqualTo(before);
  }
}
