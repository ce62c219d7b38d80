package org.countersign.keystore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;

/** A vault in memory, for tests and for signing one file; its keys are gone when it is closed. */
public final class MemoryVault extends SoftwareVault {
  private final Map<String, StoredKey> keys = new LinkedHashMap<>();

  public MemoryVault(String name) {
    super(name);
  }

  @Override
  StoredKey at(String reference) {
    synchronized (keys) {
      StoredKey key = keys.get(reference);
      if (key == null) {
        throw new VaultException("vault " + name() + " holds no key " + reference);
      }
      return key;
    }
  }

  @Override
  String add(StoredKey key, KeyPurpose purpose) {
    synchronized (keys) {
      for (var held : keys.entrySet()) {
        if (held.getValue().isSameAs(key)) {
          throw new VaultException("vault " + name() + " holds this key already: " + held.getKey());
        }
      }
      String reference = UUID.randomUUID().toString();
      keys.put(reference, key);
      return reference;
    }
  }

  @Override
  void remove(String reference, StoredKey key) {
    synchronized (keys) {
      keys.remove(reference, key);
    }
  }

  @Override
  public List<VaultKey> keys() {
    synchronized (keys) {
      return keys.entrySet().stream().map(e -> e.getValue().at(handle(e.getKey()))).toList();
    }
  }

  @Override
  public void close() {
    synchronized (keys) {
      keys.clear();
    }
  }
}
