package org.countersign.keys;

import java.util.List;
import org.countersign.dns.Fingerprint;

/**
 * A place that keeps private keys and signs with them; the private halves never leave it in clear.
 * Implementations pass {@code KeyVaultContract}.
 */
public interface KeyVault extends AutoCloseable {
  /** The name that stands in key handles and policies. */
  String name();

  /**
   * Makes a key and stores it durably before it returns.
   *
   * @param purpose shown to people (a label, a file name), never searched for
   */
  VaultKey generate(KeySpec spec, KeyPurpose purpose);

  /** Every key in the vault. */
  List<VaultKey> keys();

  /**
   * The key at a handle.
   *
   * @throws VaultException if there is none, or more than one
   */
  VaultKey key(KeyHandle handle);

  /**
   * Opens a key for one signing thread. The vault compares the public key at the handle with {@code
   * expected} first: a handle alone has handed out the wrong twin before (.ru 2024).
   *
   * @throws VaultException if the handle holds no key, several, or another key, or if the vault
   *     cannot sign with such a nonce
   */
  ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce);

  /** Opens a key for signing with random ECDSA nonces. */
  default ZoneSigner open(KeyHandle handle, Fingerprint expected) {
    return open(handle, expected, EcdsaNonce.RANDOM);
  }

  /**
   * Opens a key in every place that signs with it and is there, to let each prove itself: once, but
   * for a vault of several tokens. The caller closes all.
   *
   * @throws VaultException as {@link #open}, for the first place that lacks the key or has another
   */
  default List<ZoneSigner> openEverywhere(
      KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    return List.of(open(handle, expected, nonce));
  }

  /**
   * Places that sign with this vault's keys and are not there now, for people: tokens that are
   * lost. Nobody can say which keys they hold.
   */
  default List<String> missing() {
    return List.of();
  }

  /**
   * Destroys the key at a handle, for good.
   *
   * @throws VaultException if the handle holds no key, several, or another key
   */
  void destroy(KeyHandle handle, Fingerprint expected);

  /**
   * Whether each signature is verified at once unless the policy says otherwise: where a signature
   * crosses a boundary on which it can go wrong (a hardware module), yes.
   */
  default boolean verifyAfterSign() {
    return false;
  }

  @Override
  void close();
}
