package org.countersign.keystore.pkcs11;

import org.countersign.keys.VaultException;

/** A token that is not there, or does not answer: another token, or another day, may help. */
final class TokenLostException extends VaultException {
  private static final long serialVersionUID = 1;

  TokenLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
