package org.countersign.keystore;

import java.security.PrivateKey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;

/** A vault that takes a key made elsewhere. */
public interface ImportingVault extends KeyVault {
  /**
   * Stores a private key durably before it returns.
   *
   * @throws org.countersign.keys.VaultException if the vault holds this key already, or cannot
   *     store it
   * @throws IllegalArgumentException if it is not a private key for {@code algorithm}
   */
  VaultKey store(DnssecAlgorithm algorithm, PrivateKey key, KeyPurpose purpose);
}
