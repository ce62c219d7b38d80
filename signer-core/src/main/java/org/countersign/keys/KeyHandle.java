package org.countersign.keys;

/**
 * Where a vault keeps a key: the vault's own reference (an alias, a PKCS#11 label and id, a file
 * name), stored with the {@link KeyId} when the key is made or imported and never searched for by
 * anything else.
 */
public record KeyHandle(String vault, String reference) {
  @Override
  public String toString() {
    return vault + ":" + reference;
  }
}
