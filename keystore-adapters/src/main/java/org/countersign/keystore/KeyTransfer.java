package org.countersign.keystore;

import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;

/** Copies private keys from one software vault to another, without showing them to anybody. */
public final class KeyTransfer {
  private KeyTransfer() {}

  /**
   * Copies a key.
   *
   * @throws VaultException if the source does not hold it, or the target holds it already or does
   *     not show the same public key afterwards
   */
  public static VaultKey copy(
      SoftwareVault from, KeyHandle handle, ImportingVault to, KeyPurpose purpose) {
    Fingerprint wanted = from.key(handle).fingerprint();
    StoredKey key = from.at(handle.reference());
    VaultKey stored = to.store(key.algorithm(), key.privateKey(), purpose);
    Fingerprint found = to.key(stored.handle()).fingerprint();
    if (!found.equals(wanted)) {
      throw new VaultException(
          "vault " + to.name() + " shows the key " + found + " where " + wanted + " was stored");
    }
    return stored;
  }
}
