package org.countersign.keystore.pkcs11;

import org.countersign.keys.VaultException;

/**
 * A token that shows nothing under a key's reference: the key is not there, or the library has not
 * noticed yet that the token is not.
 */
final class KeyAbsentException extends VaultException {
  private static final long serialVersionUID = 1;

  KeyAbsentException(String message) {
    super(message);
  }
}
