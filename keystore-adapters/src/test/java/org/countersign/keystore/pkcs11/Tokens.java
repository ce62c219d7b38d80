package org.countersign.keystore.pkcs11;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.keys.Secret;
import org.countersign.testing.SoftHsm;

/** Vaults over SoftHSM's tokens. */
final class Tokens {
  static final String NAME = "hsm";

  private Tokens() {}

  static Pkcs11Vault vault(SoftHsm hsm, Path directory, String... labels) {
    return vault(hsm, directory, pin(SoftHsm.PIN), labels);
  }

  static Pkcs11Vault vault(SoftHsm hsm, Path directory, Supplier<Secret> pin, String... labels) {
    return new Pkcs11Vault(
        NAME,
        hsm.library(),
        Arrays.stream(labels).map(label -> new TokenSpec(label, Optional.empty(), pin)).toList(),
        directory.resolve("memory"));
  }

  static Supplier<Secret> pin(String text) {
    return () -> Secret.copyOf(text.toCharArray());
  }
}
