package org.countersign.keystore;

import java.security.KeyPair;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;

class MemoryVaultTest extends KeyVaultContract {
  @Override
  protected KeyVault openEmpty() {
    return new MemoryVault("memory");
  }

  /** Memory is gone when it is closed; there is nothing to open again. */
  @Override
  protected KeyVault reopen(KeyVault open) {
    return open;
  }

  @Override
  protected VaultKey store(
      KeyVault into, DnssecAlgorithm algorithm, KeyPair key, KeyPurpose purpose) {
    return ((ImportingVault) into).store(algorithm, key.getPrivate(), purpose);
  }
}
