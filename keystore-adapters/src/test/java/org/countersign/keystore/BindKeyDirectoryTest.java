package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindKeyDirectoryTest extends KeyVaultContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Override
  protected BindKeyDirectory openEmpty() {
    return new BindKeyDirectory("keys", directory, CLOCK);
  }

  @Override
  protected KeyVault reopen(KeyVault open) {
    open.close();
    return openEmpty();
  }

  @Override
  protected VaultKey store(
      KeyVault into, DnssecAlgorithm algorithm, KeyPair key, KeyPurpose purpose) {
    return ((ImportingVault) into).store(algorithm, key.getPrivate(), purpose);
  }

  @Override
  protected KeyPurpose twinPurpose() {
    return new KeyPurpose(Name.parse("twin.example."), KeyRole.ZSK);
  }

  @Test
  void aSecondKeyOfOneZoneAlgorithmAndTagIsRefusedAndTheFirstIsLeftAlone() {
    Twins twins = Twins.find();
    VaultKey one = store(vault, Twins.ALGORITHM, twins.one(), ZSK);
    assertThatThrownBy(() -> store(vault, Twins.ALGORITHM, twins.two(), ZSK))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("no room for two keys");
    assertSigns(one);
  }

  @Test
  void filesAreTheOwnersOnlyAndNothingIsLeftBeside() throws Exception {
    vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    List<Path> files;
    try (var list = Files.list(directory)) {
      files = list.toList();
    }
    assertThat(files).hasSize(2);
    for (Path file : files) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aKeyFileBesideAnotherKeysPrivateFileIsRefused() throws Exception {
    VaultKey one = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    VaultKey two = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    Files.copy(
        directory.resolve(two.handle().reference() + ".private"),
        directory.resolve(one.handle().reference() + ".private"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> vault.open(one.handle(), one.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("two different keys");
  }

  @Test
  void aCutPrivateFileIsRefusedByName() throws Exception {
    VaultKey key = vault.generate(spec(DnssecAlgorithm.RSASHA256), ZSK);
    Path file = directory.resolve(key.handle().reference() + ".private");
    Files.writeString(file, Files.readString(file).substring(0, 300));
    assertThatThrownBy(() -> vault.open(key.handle(), key.fingerprint()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void otherFilesAndOtherZonesBrokenKeysAreNotInTheWay() throws Exception {
    VaultKey key = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    Files.writeString(directory.resolve("Kother.example.+013+00001.key"), "rubbish");
    Files.writeString(directory.resolve("README"), "keys");
    assertThat(((BindKeyDirectory) vault).keysFor(ZSK.zone()))
        .extracting(BindKey::handle)
        .containsExactly(key.handle());
  }

  @Test
  void aDestroyedKeyLeavesNoFileNotEvenItsState() throws Exception {
    VaultKey key = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    Path state = directory.resolve(key.handle().reference() + ".state");
    Files.writeString(state, "Algorithm: 15\nLength: 256\n");
    vault.destroy(key.handle(), key.fingerprint());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDamagedStateFileIsRefusedByName() throws Exception {
    VaultKey key = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    Path state = directory.resolve(key.handle().reference() + ".state");
    Files.writeString(state, "Algorithm: 15\nLength: 256\nGoalState: rumoured\n");
    assertThatThrownBy(() -> ((BindKeyDirectory) vault).keysFor(ZSK.zone()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(state.toString())
        .hasMessageContaining("no goal");
  }

  @Test
  void aKeyWithoutItsPrivateFileIsPublishedAndDoesNotSign() throws Exception {
    VaultKey key = vault.generate(spec(DnssecAlgorithm.ED25519), ZSK);
    Files.delete(directory.resolve(key.handle().reference() + ".private"));
    BindKey offline = ((BindKeyDirectory) vault).keysFor(ZSK.zone()).get(0);
    assertThat(offline.publishedAt(CLOCK.instant())).isTrue();
    assertThat(offline.signsAt(CLOCK.instant())).isFalse();
    assertThat(vault.keys()).isEmpty();
  }

  @Test
  void aReferenceCannotLeaveTheDirectory() {
    VaultKey key = vault.generate(KeySpec.of(DnssecAlgorithm.ED25519), ZSK);
    BindKeyDirectory keys = (BindKeyDirectory) vault;
    assertThatThrownBy(
            () ->
                keys.key(
                    keys.handle("../" + directory.getFileName() + "/" + key.handle().reference())))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("not the name of a key file");
  }

  @Test
  void aMissingDirectoryIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> new BindKeyDirectory("keys", directory.resolve("none"), CLOCK))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("is not a directory");
  }
}
