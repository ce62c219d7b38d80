package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.testing.OutsideTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedKeyFileTest extends KeyVaultContract {
  private static final String PASSPHRASE = "a pass phrase, zone Ü";

  @TempDir Path directory;

  @Override
  protected KeyVault openEmpty() {
    return SealedKeyFile.create("file", file(), secret());
  }

  @Override
  protected KeyVault reopen(KeyVault open) {
    open.close();
    return SealedKeyFile.open("file", file(), secret());
  }

  @Override
  protected VaultKey store(
      KeyVault into, DnssecAlgorithm algorithm, KeyPair key, KeyPurpose purpose) {
    return ((ImportingVault) into).store(algorithm, key.getPrivate(), purpose);
  }

  private Path file() {
    return directory.resolve("keys.p12");
  }

  private static Secret secret() {
    return Secret.copyOf(PASSPHRASE.toCharArray());
  }

  @Test
  void aWrongPassphraseIsRefusedAndChangesNothing() throws IOException {
    vault.generate(ed25519(), ZSK);
    byte[] before = Files.readAllBytes(file());
    Secret wrong = Secret.copyOf("another".toCharArray());
    assertThatThrownBy(() -> SealedKeyFile.open("file", file(), wrong))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("the passphrase does not open " + file())
        .hasMessageNotContaining("another pass");
    assertThat(file()).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.3, 0.99})
  void aCutFileIsRefusedAndNeverWrittenOver(double part) throws IOException {
    vault.generate(ed25519(), ZSK);
    byte[] whole = Files.readAllBytes(file());
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * part));
    Files.write(file(), cut);
    assertThatThrownBy(() -> SealedKeyFile.openOrCreate("file", file(), secret()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("cut or damaged");
    assertThatThrownBy(() -> vault.generate(ed25519(), ZSK))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("cut or damaged");
    assertThat(file()).hasBinaryContent(cut);
  }

  /** Every octet matters: in the frame, the parameters, the ciphertext or the integrity value. */
  @Test
  void anAlteredOctetAnywhereIsRefused() throws IOException {
    vault.generate(ed25519(), ZSK);
    byte[] whole = Files.readAllBytes(file());
    SealKeys keys = SealKeys.derive(new SealedBags(whole).parameters(), secret());
    for (int at = 0; at < whole.length; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= 0x01;
      assertThat(opens(altered, keys)).as("octet " + at).isFalse();
    }
    assertThat(opens(whole, keys)).isTrue();
  }

  /** With the keys at hand, so that 1,000 alterations do not cost 1,000 key derivations. */
  private static boolean opens(byte[] octets, SealKeys keys) {
    try {
      SealedBags bags = new SealedBags(octets);
      return bags.parameters().equals(keys.parameters()) && bags.madeBy(keys);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void anotherProgramsFileIsRefused() throws IOException {
    OutsideTool openssl = OutsideTool.demand("openssl");
    Path theirs = directory.resolve("theirs.p12");
    openssl.run(directory, "genpkey", "-algorithm", "ed25519", "-out", "k.pem").expectSuccess();
    openssl
        .run(
            directory,
            "pkcs12",
            "-export",
            "-nocerts",
            "-inkey",
            "k.pem",
            "-passout",
            "pass:x",
            "-out",
            theirs.toString())
        .expectSuccess();
    assertThatThrownBy(() -> SealedKeyFile.open("file", theirs, secret()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("another program");
  }

  @Test
  void opensslReadsEveryKeyWithThePassphrase() throws IOException {
    OutsideTool openssl = OutsideTool.demand("openssl");
    vault.generate(ed25519(), ZSK);
    vault.generate(spec(DnssecAlgorithm.RSASHA512), ZSK);
    vault.generate(spec(DnssecAlgorithm.ECDSAP384SHA384), ZSK);
    Path passphrase = directory.resolve("passphrase");
    Files.writeString(passphrase, PASSPHRASE + "\n");
    String pem =
        openssl
            .run(
                directory,
                "pkcs12",
                "-in",
                file().toString(),
                "-noenc",
                "-nocerts",
                "-passin",
                "file:" + passphrase)
            .expectSuccess();
    assertThat(pem.split("-----BEGIN PRIVATE KEY-----")).hasSize(4);
    assertThat(pem).contains("contract.example. zsk");
  }

  @Test
  void twoProcessesLoseNoneOfEachOthersKeys() {
    try (SealedKeyFile other = SealedKeyFile.open("file", file(), secret())) {
      VaultKey ours = vault.generate(ed25519(), ZSK);
      VaultKey theirs = other.generate(ed25519(), ZSK);
      assertThat(vault.keys())
          .extracting(VaultKey::handle)
          .containsExactly(ours.handle(), theirs.handle());
      other.destroy(ours.handle(), ours.fingerprint());
      assertThatThrownBy(() -> vault.open(ours.handle(), ours.fingerprint()))
          .isInstanceOf(VaultException.class);
      assertSigns(theirs);
    }
  }

  @Test
  void aFileSealedAnewUnderTheVaultIsNoticed() throws IOException {
    VaultKey key = vault.generate(ed25519(), ZSK);
    Files.delete(file());
    SealedKeyFile.create("file", file(), secret()).close();
    assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("open it again");
  }

  @Test
  void anExistingFileIsNotReplacedByANewOne() throws IOException {
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(() -> SealedKeyFile.create("file", file(), secret()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("exists and is not replaced");
    assertThat(file()).hasBinaryContent(before);
  }

  @Test
  void aLinkIsFollowedAndNotReplaced() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.p12"), file());
    try (SealedKeyFile linked = SealedKeyFile.open("file", link, secret())) {
      VaultKey key = linked.generate(ed25519(), ZSK);
      assertThat(vault.key(key.handle()).fingerprint()).isEqualTo(key.fingerprint());
    }
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void theFilesAreTheOwnersOnlyAndNothingIsLeftBeside() throws IOException {
    vault.generate(ed25519(), ZSK);
    List<Path> files;
    try (var list = Files.list(directory)) {
      files = list.sorted().toList();
    }
    assertThat(files).containsExactly(file(), directory.resolve("keys.p12.lock"));
    for (Path each : files) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void nothingSecretIsInClearInTheFile() throws IOException {
    VaultKey key = vault.generate(ed25519(), ZSK);
    String octets = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
    assertThat(octets)
        .doesNotContain(key.handle().reference())
        .doesNotContain(new String(key.publicKey(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void aMissingFileAndAMissingDirectoryAreToldApartFromAWrongPassphrase() {
    Path none = directory.resolve("none.p12");
    assertThatThrownBy(() -> SealedKeyFile.open("file", none, secret()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("there is no key file");
    assertThatThrownBy(
            () -> SealedKeyFile.create("file", directory.resolve("no/keys.p12"), secret()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("cannot lock");
  }

  private static KeySpec ed25519() {
    return KeySpec.of(DnssecAlgorithm.ED25519);
  }
}
