package org.countersign.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import org.countersign.keys.KeyVault;
import org.countersign.keys.Secret;
import org.countersign.keys.VaultException;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.Passphrases;
import org.countersign.keystore.SealedKeyFile;

/** Opens the vaults that the configuration names. */
final class VaultOpener {
  private static final int PASSPHRASE_OCTETS = 32;

  private VaultOpener() {}

  static KeyVault open(String name, AppConfig.Vault vault) throws IOException {
    return switch (vault.type()) {
      case BIND -> new BindKeyDirectory(name, vault.path(), Clock.systemUTC());
      case FILE -> sealed(name, vault);
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

  private static Secret passphrase(String name, AppConfig.Vault vault) {
    if (vault.passphraseFile() != null) {
      return Passphrases.fromFile(vault.passphraseFile());
    }
    if (System.getenv("CREDENTIALS_DIRECTORY") != null) {
      return Passphrases.fromCredential(System.getenv(), "countersign-" + name);
    }
    return Passphrases.prompt("Passphrase of vault " + name + " (" + vault.path() + ")");
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
