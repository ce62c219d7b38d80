package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.pkcs11.Pkcs11Vault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone whose KSK is in a token and whose ZSK is in a file, and tokens that lack what we know. */
class TokenKeysTest {
  private static final String POLICY = Site.POLICY + "keys: {vault: file, ksk: {vault: hsm}}\n";

  @TempDir Path directory;
  private HsmSite at;
  private Site site;
  private JsonNode keys;

  @BeforeEach
  void prepare() throws Exception {
    at = new HsmSite(directory, "one");
    site = at.site.withZone(POLICY);
    site.released();
    keys = site.run("key", "list", "example.").json();
    site.database.execute(
        "UPDATE registry.domain SET statuses = '{serverHold}' WHERE name = 'd7.example.'");
  }

  @AfterEach
  void close() {
    if (at != null) {
      at.close();
    }
  }

  @Test
  void kskAndZskLiveInDifferentVaultsAndSignOneZone() throws Exception {
    assertThat(keys).hasSize(2);
    for (JsonNode key : keys) {
      String vault = key.get("role").asText().equals("ksk") ? "hsm" : "file";
      assertThat(key.get("vault").asText()).isEqualTo(vault);
    }
    Verifiers.accept(site.current(), "example.");
  }

  @Test
  void aKeyMissingFromItsTokenIsNamedAndNoOtherIsMade() throws Exception {
    VaultKey ksk = taken();

    broken("ksk", "is not to be had from " + ksk.handle(), "no other is made in its place");
  }

  @Test
  void anotherKeyUnderItsIdIsNotUsed() throws Exception {
    VaultKey ksk = taken();
    KeySpec spec = KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256);
    at.hsm.importKey("one", id(ksk.handle()), "example. ksk", KeyPairs.generate(spec).getPrivate());

    broken(ksk.handle() + " holds the key ", ksk.fingerprint().hex(), "nothing is signed with it");
  }

  private VaultKey taken() {
    try (Pkcs11Vault token = at.vault("one")) {
      VaultKey only = token.keys().get(0);
      token.destroy(only.handle(), only.fingerprint());
      return only;
    }
  }

  private static String id(KeyHandle handle) {
    return handle.reference().substring(handle.reference().indexOf('-') + 1);
  }

  private void broken(String... words) throws Exception {
    String before = site.currentText();
    CliRun run = site.run("run", "example.");
    assertThat(run.exit()).as("%s", run).isEqualTo(ExitCode.BROKEN);
    assertThat(run.err()).as(Arrays.toString(words)).contains(words).doesNotContain("\tat ");
    assertThat(site.run("releases", "example.").json()).hasSize(1);
    assertThat(site.currentText()).isEqualTo(before);
    assertThat(site.run("key", "list", "example.").json()).isEqualTo(keys);
  }
}
