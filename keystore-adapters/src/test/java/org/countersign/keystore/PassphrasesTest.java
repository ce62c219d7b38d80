package org.countersign.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphrasesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"s3cret Ü", "s3cret Ü\n", "s3cret Ü\r\n"})
  void theLastLineEndIsNotPartOfThePassphrase(String content) throws IOException {
    try (Secret secret = Passphrases.fromFile(file(content, "rw-------"))) {
      assertThat(secret.reveal()).isEqualTo("s3cret Ü".toCharArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aFileThatOthersMayUseIsRefused(String mode) throws IOException {
    Path file = file("s3cret", mode);
    assertThatThrownBy(() -> Passphrases.fromFile(file))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("chmod 600 " + file)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void anEmptyFileIsRefused(String content) throws IOException {
    Path file = file(content, "rw-------");
    assertThatThrownBy(() -> Passphrases.fromFile(file))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = directory.resolve("none");
    assertThatThrownBy(() -> Passphrases.fromFile(none))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(none.toString());
  }

  @Test
  void aCredentialComesFromTheDirectoryThatSystemdNames() throws IOException {
    file("s3cret", "r--r-----");
    Map<String, String> environment = Map.of("CREDENTIALS_DIRECTORY", directory.toString());
    assertThat(Passphrases.fromCredential(environment, "passphrase").reveal())
        .isEqualTo("s3cret".toCharArray());
    assertThatThrownBy(() -> Passphrases.fromCredential(environment, "../passphrase"))
        .isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> Passphrases.fromCredential(environment, "other"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> Passphrases.fromCredential(Map.of(), "passphrase"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("LoadCredential=");
  }

  @Test
  void aSecretDoesNotPrintAndIsGoneOnceClosed() {
    Secret secret = Secret.copyOf("s3cret".toCharArray());
    assertThat(secret.toString()).doesNotContain("s3cret");
    secret.close();
    assertThatThrownBy(secret::reveal).isInstanceOf(IllegalStateException.class);
  }

  private Path file(String content, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("passphrase"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
