package org.countersign.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.keys.Secret;
import org.countersign.keystore.pkcs11.Pkcs11Vault;
import org.countersign.keystore.pkcs11.TokenSpec;
import org.countersign.testing.SoftHsm;

/** An installation whose keys are in SoftHSM's tokens, in a vault named {@code hsm}. */
final class HsmSite implements AutoCloseable {
  static final String POLICY = Site.POLICY + "keys: {vault: hsm}\n";

  final SoftHsm hsm;
  final Site site;
  private final Path directory;
  private final Path pin;

  HsmSite(Path directory, String... tokens) throws IOException {
    this.directory = directory;
    this.hsm = SoftHsm.in(directory);
    Arrays.stream(tokens).forEach(hsm::token);
    this.site = new Site(directory);
    this.pin = Files.createFile(directory.resolve("pin"));
    Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
    pin(SoftHsm.PIN);
    configure(tokens);
  }

  /** Writes a PIN into the file that the configuration names. */
  void pin(String text) {
    try {
      Files.writeString(pin, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** States which tokens the vault has. */
  void configure(String... tokens) throws IOException {
    String named =
        Arrays.stream(tokens)
            .map(token -> token + ": {pinFile: " + pin + "}")
            .collect(Collectors.joining(", "));
    site.configure(
        "vaults:\n  file: {path: keys/keys.p12, passphraseFile: keys/passphrase}\n  hsm: {type:"
            + " pkcs11, path: "
            + hsm.library()
            + ", tokens: {"
            + named
            + "}}\n");
  }

  /** The same vault over one token, opened beside the installation's. */
  Pkcs11Vault vault(String token) {
    return new Pkcs11Vault(
        "hsm",
        hsm.library(),
        java.util.List.of(
            new TokenSpec(token, Optional.empty(), () -> Secret.copyOf(SoftHsm.PIN.toCharArray()))),
        directory.resolve("aside"));
  }

  @Override
  public void close() {
    site.close();
  }
}
