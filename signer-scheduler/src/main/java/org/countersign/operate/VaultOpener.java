package org.countersign.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.keys.KeyVault;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.Passphrases;
import org.countersign.keystore.SealedKeyFile;
import org.countersign.keystore.pkcs11.Pkcs11Vault;
import org.countersign.keystore.pkcs11.TokenSpec;

/** Opens the vaults that the configuration names. */
final class VaultOpener {
  private static final int PASSPHRASE_OCTETS = 32;

  private VaultOpener() {}

  /**
   * @param data the data directory, for what a vault keeps in mind
   */
  static KeyVault open(String name, AppConfig.Vault vault, Path data) throws IOException {
    return switch (vault.type()) {
      case BIND -> new BindKeyDirectory(name, vault.path(), Clock.systemUTC());
      case FILE -> sealed(name, vault);
      case PKCS11 -> tokens(name, vault, data.resolve("keys/tokens-of-" + name));
    };
  }

  private static KeyVault sealed(String name, AppConfig.Vault vault) throws IOException {
    Files.createDirectories(vault.path().getParent());
    boolean fresh = !Files.exists(vault.path());
    if (fresh && vault.passphraseFile() != null && !Files.exists(vault.passphraseFile())) {
      makePassphrase(vault.passphraseFile());
    }
    try (Secret passphrase = passphrase(name, vault)) {
      return SealedKeyFile.openOrCreate(name, vault.path(), passphrase);
    }
  }

  private static KeyVault tokens(String name, AppConfig.Vault vault, Path memory) {
    List<TokenSpec> tokens = new ArrayList<>();
    vault
        .tokens()
        .forEach(
            (label, token) ->
                tokens.add(
                    new TokenSpec(
                        label,
                        Optional.ofNullable(token.serial()),
                        () -> secret(name, token.pinFile(), "PIN of token \"" + label + "\""))));
    return new Pkcs11Vault(name, vault.path(), tokens, memory);
  }

  private static Secret passphrase(String name, AppConfig.Vault vault) {
    return secret(
        name, vault.passphraseFile(), "Passphrase of vault " + name + " (" + vault.path() + ")");
  }

  private static Secret secret(String name, Path file, String question) {
    if (file != null) {
      return Passphrases.fromFile(file);
    }
    if (System.getenv("CREDENTIALS_DIRECTORY") != null) {
      return Passphrases.fromCredential(System.getenv(), "countersign-" + name);
    }
    return Passphrases.prompt(question);
  }

  /** A passphrase nobody chose, for a vault that does not exist yet. */
  private static void makePassphrase(Path file) throws IOException {
    byte[] random = new byte[PASSPHRASE_OCTETS];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.getParent());
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      byte[] text = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.write(java.nio.ByteBuffer.wrap(text));
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new VaultException(file + " appeared while it was made: try again", e);
    }
  }
}
