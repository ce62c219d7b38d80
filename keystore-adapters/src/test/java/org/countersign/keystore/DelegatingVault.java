package org.countersign.keystore;

import java.util.List;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;

/** Another vault seen through the port alone, as a token is: its keys sign and do not come out. */
class DelegatingVault implements KeyVault {
  private final KeyVault vault;

  DelegatingVault(KeyVault vault) {
    this.vault = vault;
  }

  @Override
  public String name() {
    return vault.name();
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    return vault.generate(spec, purpose);
  }

  @Override
  public List<VaultKey> keys() {
    return vault.keys();
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    return vault.key(handle);
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    return vault.open(handle, expected, nonce);
  }

  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    vault.destroy(handle, expected);
  }

  @Override
  public void close() {
    vault.close();
  }
}
