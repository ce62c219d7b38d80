package org.countersign.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Fingerprint;

/** The vaults of this installation, by name. Closing it closes them. */
public final class KeyVaults implements AutoCloseable {
  private final Map<String, KeyVault> byName = new LinkedHashMap<>();

  public KeyVaults(Collection<? extends KeyVault> vaults) {
    for (KeyVault vault : vaults) {
      if (byName.put(vault.name(), vault) != null) {
        throw new IllegalArgumentException("two vaults are named \"" + vault.name() + "\"");
      }
    }
  }

  public static KeyVaults of(KeyVault... vaults) {
    return new KeyVaults(List.of(vaults));
  }

  /**
   * The vault with that name.
   *
   * @throws VaultException if none is configured under it
   */
  public KeyVault vault(String name) {
    KeyVault vault = byName.get(name);
    if (vault == null) {
      throw new VaultException(
          "no vault is named \"" + name + "\"; configured: " + byName.keySet());
    }
    return vault;
  }

  /** Opens a key wherever its handle says it is, see {@link KeyVault#open}. */
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    return vault(handle.vault()).open(handle, expected, nonce);
  }

  @Override
  public void close() {
    byName.values().forEach(KeyVault::close);
  }
}
