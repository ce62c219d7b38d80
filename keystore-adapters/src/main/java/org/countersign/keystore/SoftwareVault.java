package org.countersign.keystore;

import java.security.PrivateKey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;

/**
 * What vaults with keys in this process have in common: keys are made here, found by reference,
 * compared with the fingerprint, and signed with by {@link SoftwareSigner}.
 */
public abstract class SoftwareVault implements ImportingVault {
  private final String name;

  SoftwareVault(String name) {
    this.name = name;
  }

  /** The one key at {@code reference}, or a VaultException that says what is there instead. */
  abstract StoredKey at(String reference);

  /** Stores a key durably and gives the reference under which it is found from now on. */
  abstract String add(StoredKey key, KeyPurpose purpose);

  /** Removes the key at {@code reference}, which holds {@code key}. */
  abstract void remove(String reference, StoredKey key);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    return added(StoredKey.generate(spec), purpose);
  }

  @Override
  public VaultKey store(DnssecAlgorithm algorithm, PrivateKey key, KeyPurpose purpose) {
    return added(StoredKey.of(algorithm, key), purpose);
  }

  private VaultKey added(StoredKey key, KeyPurpose purpose) {
    return key.at(handle(add(key, purpose)));
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    return at(own(handle)).at(handle);
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    StoredKey key = expected(handle, expected);
    return SoftwareSigner.of(key.algorithm(), key.privateKey(), nonce);
  }

  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    remove(handle.reference(), expected(handle, expected));
  }

  final KeyHandle handle(String reference) {
    return new KeyHandle(name, reference);
  }

  /** The key at a handle if it is the one expected; a VaultException otherwise. */
  final StoredKey expected(KeyHandle handle, Fingerprint expected) {
    StoredKey key = at(own(handle));
    Fingerprint found = key.at(handle).fingerprint();
    if (!found.equals(expected)) {
      throw new VaultException(
          "the key at "
              + handle
              + " has the fingerprint "
              + found
              + ", needed was "
              + expected
              + ": it is another key, perhaps with the same tag, and is not used");
    }
    return key;
  }

  private String own(KeyHandle handle) {
    if (!handle.vault().equals(name)) {
      throw new VaultException(
          "vault " + name + " was asked for " + handle + ", another vault's key");
    }
    return handle.reference();
  }
}
