package org.countersign.keys;

import org.countersign.dns.Fingerprint;

/**
 * Where a vault keeps a key: the vault's own reference (an alias, a PKCS#11 label and id, a file
 * name), stored with the {@link KeyId} when the key is made or imported and never searched for by
 * anything else.
 */
public record KeyHandle(String vault, String reference) {
  private static final String NO_VAULT = "-";

  /** For a key that another signer published and whose private half never came to us. */
  public static KeyHandle none(Fingerprint key) {
    return new KeyHandle(NO_VAULT, key.hex());
  }

  /** Whether no vault of ours has the private half. */
  public boolean isNone() {
    return vault.equals(NO_VAULT);
  }

  @Override
  public String toString() {
    return vault + ":" + reference;
  }
}
