package org.countersign.keystore.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.keystore.KeyVaultContract;
import org.countersign.testing.OutsideTool;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a vault whose token goes, comes back, or is not the one it was. */
class TokenTroubleTest {
  private static final byte[] DATA = "an RRset".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @TempDir Path directory;
  private SoftHsm hsm;
  private Pkcs11Vault vault;
  private VaultKey key;

  @BeforeEach
  void prepare() {
    hsm = SoftHsm.in(directory).token("one");
    vault = Tokens.vault(hsm, directory, "one");
    key = vault.generate(KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256), KeyVaultContract.ZSK);
  }

  @AfterEach
  void close() {
    if (vault != null) {
      vault.close();
    }
  }

  @Test
  void aTokenTakenAwayInMidSigningSignsNoMoreAndDoesAgainOnceItIsBack() {
    try (ZoneSigner signer = vault.open(key.handle(), key.fingerprint())) {
      assertSigns(signer);
      hsm.takeAway("one");
      assertThatThrownBy(() -> signer.sign(DATA, 0, DATA.length))
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("\"one\"");
      assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint()))
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("shows no token \"one\"");
      hsm.bringBack("one");
      assertSigns(signer);
    }
    assertSigns();
  }

  @Test
  void aTokenThatStandsInAnotherSlotIsFoundByItsNameAndOneOfAnotherSerialIsNot() {
    List<String> slot = hsm.slots("one");
    String serial = hsm.serials("one").get(0);
    hsm.takeAway("one");
    hsm.token("two").bringBack("one");
    vault.close();
    vault = named(Optional.of(serial));
    assertSigns();
    vault.close();
    vault = named(Optional.of("0123456789abcdef"));
    assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("shows no token \"one\" (serial 0123456789abcdef)")
        .hasMessageContaining(serial);
    assertThat(hsm.slots("one")).isEqualTo(slot);
  }

  /** A token of another slot and serial, into which the key was restored. */
  @Test
  void aReplacedTokenWithTheSameLabelIsTakenWhereNoSerialIsStated() {
    KeyPair pair = KeyPairs.generate(KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256));
    VaultKey held =
        vault.store(DnssecAlgorithm.ECDSAP256SHA256, pair.getPrivate(), KeyVaultContract.ZSK);
    String slot = hsm.slots("one").get(0);
    hsm.takeAway("one");
    hsm.token("one");
    String id = held.handle().reference().substring("13-".length());
    hsm.importKey("one", id, "restored", pair.getPrivate());
    assertThat(hsm.slots("one")).doesNotContain(slot);

    try (ZoneSigner signer = vault.open(held.handle(), held.fingerprint())) {
      signer.sign(DATA, 0, DATA.length);
    }
  }

  @Test
  void twoTokensOfOneLabelAreToldApartBySerialOnly() {
    String serial = hsm.serials("one").get(0);
    hsm.token("one");
    vault.close();
    vault = named(Optional.empty());
    assertThatThrownBy(() -> vault.keys())
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("shows 2 tokens")
        .hasMessageContaining("state the serial number");
    vault.close();
    vault = named(Optional.of(serial));
    assertSigns();
  }

  private Pkcs11Vault named(Optional<String> serial) {
    return new Pkcs11Vault(
        Tokens.NAME,
        hsm.library(),
        List.of(new TokenSpec("one", serial, Tokens.pin(SoftHsm.PIN))),
        directory.resolve("memory"));
  }

  @Test
  void aLibraryThatIsNotThereIsSaid() {
    try (Pkcs11Vault none =
        new Pkcs11Vault(
            "none",
            directory.resolve("none.so"),
            List.of(new TokenSpec("one", Optional.empty(), Tokens.pin(SoftHsm.PIN))),
            directory)) {
      assertThatThrownBy(none::keys)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("none.so");
    }
  }

  /** SoftHSM has room as long as the disk has. */
  @Test
  void aFullTokenTakesNoKeyLeavesNoHalfOfOneAndSignsOn() throws Exception {
    hsm.takeAway("one");
    Files.createDirectory(hsm.home("one"));
    assumeTrue(mounted(hsm.home("one")), "a small file system cannot be mounted here (needs root)");
    try {
      hsm.copyBack("one");
      assertSigns();
      int made = 0;
      VaultException full = null;
      while (full == null && made++ < 1000) {
        try {
          vault.generate(new KeySpec(DnssecAlgorithm.RSASHA256, 1024), KeyVaultContract.ZSK);
        } catch (VaultException e) {
          full = e;
        }
      }
      assertThat(full).hasMessageContaining("may be full");
      assertThat(vault.keys()).hasSize(made);
      assertSigns();
    } finally {
      vault.close();
      vault = null;
      OutsideTool.demand("umount").run(directory, hsm.home("one").toString()).expectSuccess();
    }
  }

  private boolean mounted(Path at) {
    return OutsideTool.demand("mount")
            .run(directory, "-t", "tmpfs", "-o", "size=128k", "tmpfs", at.toString())
            .exit()
        == 0;
  }

  private void assertSigns() {
    try (ZoneSigner signer = vault.open(key.handle(), key.fingerprint())) {
      assertSigns(signer);
    }
  }

  private void assertSigns(ZoneSigner signer) {
    byte[] signature = signer.sign(DATA, 0, DATA.length);
    assertThat(
            SignatureVerifier.of(key.dnskey(KeyRole.ZSK)).verifies(DATA, 0, DATA.length, signature))
        .isTrue();
  }
}
