package org.countersign.keystore.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPairs;
import org.countersign.keys.KeySpec;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A token locks after a few wrong PINs, and a scheduler asks often. */
class PinTest {
  private static final KeySpec P256 = KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256);
  private static final String WRONG = "the wrong one";

  @TempDir Path directory;
  private SoftHsm hsm;

  @BeforeEach
  void prepare() {
    hsm = SoftHsm.in(directory).token("one");
  }

  @AfterEach
  void theTokenIsNotLocked() {
    // a right PIN is taken only by a token that is not locked
    hsm.importKey("one", "aa", "x", KeyPairs.generate(P256).getPrivate());
  }

  @Test
  void aRefusedPinIsTriedOnceAndNotAgainByAnybodyUntilAnotherIsConfigured() {
    int[] asked = {0};
    for (int i = 0; i < 5; i++) {
      try (Pkcs11Vault vault =
          Tokens.vault(
              hsm,
              directory,
              () -> {
                asked[0]++;
                return Secret.copyOf(WRONG.toCharArray());
              },
              "one")) {
        String words =
            i == 0 ? "refused the PIN (CKR_PIN_INCORRECT)" : "has refused this PIN before";
        for (int again = 0; again < 3; again++) {
          String said = again == 0 ? words : "has refused this PIN before";
          assertThatThrownBy(vault::keys)
              .isInstanceOf(VaultException.class)
              .hasMessageContaining(said)
              .hasMessageContaining("refused-pin-")
              .hasMessageNotContaining(WRONG);
        }
      }
    }
    assertThat(asked[0]).isEqualTo(15);
    try (Pkcs11Vault vault = Tokens.vault(hsm, directory, "one")) {
      assertThat(vault.keys()).isEmpty();
    }
    assertThat(remembered()).isEmpty();
  }

  @Test
  void whatIsRememberedIsTheOwnersAndNotThePin() throws IOException {
    try (Pkcs11Vault vault = Tokens.vault(hsm, directory, Tokens.pin(WRONG), "one")) {
      assertThatThrownBy(vault::keys).isInstanceOf(VaultException.class);
    }
    Path memory = remembered().get(0);
    assertThat(Files.readString(memory)).matches("[0-9a-f]{96}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory)))
        .isEqualTo("rw-------");
  }

  @Test
  void anOperatorWhoMendedTheTokenDeletesTheFile() throws IOException {
    try (Pkcs11Vault vault = Tokens.vault(hsm, directory, Tokens.pin(WRONG), "one")) {
      assertThatThrownBy(vault::keys).isInstanceOf(VaultException.class);
      Files.delete(remembered().get(0));
      assertThatThrownBy(vault::keys).hasMessageContaining("refused the PIN");
      Files.writeString(remembered().get(0), "nonsense");
      assertThatThrownBy(vault::keys).hasMessageContaining("is damaged");
    }
  }

  @Test
  void noLogShowsAPin() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    root.addAppender(said);
    root.setLevel(Level.TRACE);
    try (Pkcs11Vault wrong = Tokens.vault(hsm, directory, Tokens.pin(WRONG), "one");
        Pkcs11Vault right = Tokens.vault(hsm, directory, "one")) {
      assertThatThrownBy(wrong::keys).isInstanceOf(VaultException.class);
      right.keys();
    } finally {
      root.setLevel(before);
      root.detachAppender(said);
    }
    assertThat(said.list)
        .isNotEmpty()
        .noneMatch(
            e ->
                e.getFormattedMessage().contains(SoftHsm.PIN)
                    || e.getFormattedMessage().contains(WRONG));
  }

  private List<Path> remembered() {
    try (Stream<Path> files = Files.list(directory.resolve("memory"))) {
      return files.filter(f -> !f.toString().endsWith(".lock")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
