package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.keys.DnskeyCodec;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.pkcs11.Pkcs11Vault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drill 2: several tokens that hold different keys under one label, id and key tag, as those of .de
 * did in May 2026. Such a key is never ready.
 */
class Drill02OneKeyPerHsmTest {
  private static final DnssecAlgorithm ALGORITHM = DnssecAlgorithm.ECDSAP256SHA256;
  private static final KeyPurpose ZSK = new KeyPurpose(Name.parse("example."), KeyRole.ZSK);

  @TempDir Path directory;
  private HsmSite at;
  private Site site;

  @BeforeEach
  void prepare() throws Exception {
    at = new HsmSite(directory, "one", "two");
    site = at.site;
  }

  @AfterEach
  void close() {
    if (at != null) {
      at.close();
    }
  }

  @Test
  void keysThatOnlyOneTokenHoldsAreNeverPublished() throws Exception {
    site.withZone(HsmSite.POLICY);

    CliRun run = site.run("run", "example.");

    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.REFUSED);
    assertThat(run.json().get("findings").toString())
        .contains("a rollover that is due did not begin", "token \\\"two\\\" holds no key under");
    assertThat(site.run("releases", "example.").json()).isEmpty();
    JsonNode keys = site.run("key", "list", "example.").json();
    assertThat(keys).hasSize(2);
    assertThat(keys).allMatch(key -> key.get("records").get("DNSKEY").asText().equals("HIDDEN"));
    assertThat(site.run("run", "example.").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(site.run("key", "list", "example.").json()).isEqualTo(keys); // no more are made

    at.configure("one"); // what a module that clones by itself looks like
    site.released();
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aTwinInOneTokenStopsEveryReleaseUntilItIsTheRightKeyAgain() throws Exception {
    Map<KeyTag, KeyPair> seen = new HashMap<>();
    KeyPair right = fresh();
    KeyPair twin = seen.put(tag(right), right);
    while (twin == null) {
      right = fresh();
      twin = seen.put(tag(right), right);
    }
    assertThat(tag(right)).isEqualTo(tag(twin));
    site.withZone();
    site.policy(HsmSite.POLICY);
    Path files = Files.createDirectory(directory.resolve("files"));
    try (BindKeyDirectory bind = new BindKeyDirectory("files", files, Clock.systemUTC())) {
      bind.store(ALGORITHM, right.getPrivate(), ZSK);
    }
    CliRun imported = site.run("key", "import", "example.", "--from", files);
    assertThat(imported.exit()).as("%s", imported).isZero();
    site.released();
    String before = site.currentText();
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");

    VaultKey held = replacedInTwo(right, twin);
    for (int i = 0; i < 2; i++) { // whichever token comes first
      CliRun run = site.run("run", "example.");
      assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
      assertThat(run.err())
          .contains(
              "cannot sign",
              "on token \"two\"",
              held.fingerprint().hex(),
              "tag " + tag(right),
              "it is another key, perhaps with the same tag")
          .doesNotContain("\tat ");
      assertThat(site.run("releases", "example.").json()).hasSize(1);
      assertThat(site.currentText()).isEqualTo(before);
      assertThat(site.candidates()).isEmpty();
    }

    replacedInTwo(twin, right);
    site.released();
    Verifiers.accept(site.current(), "example.");
  }

  /** Puts a key into token two under the id and label of the one that is there. */
  private VaultKey replacedInTwo(KeyPair there, KeyPair instead) {
    try (Pkcs11Vault two = at.vault("two")) {
      VaultKey held =
          two.keys().stream()
              .filter(k -> k.dnskey(KeyRole.ZSK).equals(dnskey(there)))
              .findFirst()
              .orElseThrow();
      KeyHandle handle = held.handle();
      two.destroy(handle, held.fingerprint());
      String id = handle.reference().substring(handle.reference().indexOf('-') + 1);
      at.hsm.importKey("two", id, ZSK.toString(), instead.getPrivate());
      return held;
    }
  }

  private static KeyPair fresh() {
    return KeyPairs.generate(KeySpec.of(ALGORITHM));
  }

  private static Dnskey dnskey(KeyPair pair) {
    return Dnskey.zoneKey(ALGORITHM, false, DnskeyCodec.encode(ALGORITHM, pair.getPublic()));
  }

  private static KeyTag tag(KeyPair pair) {
    return dnskey(pair).tag();
  }
}
