package org.countersign.keystore;

import java.util.List;
import java.util.Optional;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;

/** A vault that makes the same key every time. */
final class StuckVault extends SoftwareVault {
  private final StoredKey key = StoredKey.generate(KeySpec.of(DnssecAlgorithm.ED25519));
  final VaultKey only = key.at(handle("1"));
  private Optional<StoredKey> held = Optional.empty();

  StuckVault() {
    super("stuck");
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    held = Optional.of(key);
    return only;
  }

  @Override
  StoredKey at(String reference) {
    return held.orElseThrow(() -> new VaultException("no key"));
  }

  @Override
  String add(StoredKey added, KeyPurpose purpose) {
    throw new VaultException("takes no keys");
  }

  @Override
  void remove(String reference, StoredKey removed) {
    held = Optional.empty();
  }

  @Override
  public List<VaultKey> keys() {
    return held.map(k -> List.of(only)).orElse(List.of());
  }

  @Override
  public void close() {
    held = Optional.empty();
  }
}
