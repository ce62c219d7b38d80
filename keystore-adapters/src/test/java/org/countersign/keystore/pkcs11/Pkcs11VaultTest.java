package org.countersign.keystore.pkcs11;

import java.nio.file.Path;
import java.security.KeyPair;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.ImportingVault;
import org.countersign.keystore.KeyVaultContract;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.io.TempDir;

class Pkcs11VaultTest extends KeyVaultContract {
  @TempDir Path directory;
  private SoftHsm hsm;

  @Override
  protected KeyVault openEmpty() {
    hsm = SoftHsm.in(directory).token("one");
    return Tokens.vault(hsm, directory, "one");
  }

  @Override
  protected KeyVault reopen(KeyVault open) {
    open.close();
    return Tokens.vault(hsm, directory, "one");
  }

  @Override
  protected VaultKey store(
      KeyVault into, DnssecAlgorithm algorithm, KeyPair key, KeyPurpose purpose) {
    return ((ImportingVault) into).store(algorithm, key.getPrivate(), purpose);
  }
}
