package org.countersign.keystore.pkcs11;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.*;

import java.util.Set;
import org.countersign.keys.VaultException;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/** What a token's return codes mean to us. */
final class TokenFailures {
  /** Codes that a new session, or the library initialised anew, may cure. */
  private static final Set<Long> LOST =
      Set.of(
          CKR_CRYPTOKI_NOT_INITIALIZED,
          CKR_DEVICE_ERROR,
          CKR_DEVICE_REMOVED,
          CKR_FUNCTION_FAILED,
          CKR_GENERAL_ERROR,
          CKR_KEY_HANDLE_INVALID,
          CKR_OBJECT_HANDLE_INVALID,
          CKR_OPERATION_ACTIVE,
          CKR_OPERATION_NOT_INITIALIZED,
          CKR_SESSION_CLOSED,
          CKR_SESSION_HANDLE_INVALID,
          CKR_SLOT_ID_INVALID,
          CKR_TOKEN_NOT_PRESENT,
          CKR_TOKEN_NOT_RECOGNIZED,
          CKR_USER_NOT_LOGGED_IN);

  private static final Set<Long> FULL =
      Set.of(
          CKR_DEVICE_MEMORY,
          CKR_HOST_MEMORY,
          CKR_GENERAL_ERROR,
          CKR_DEVICE_ERROR,
          CKR_FUNCTION_FAILED);

  private static final Set<Long> PIN_REFUSED =
      Set.of(
          CKR_PIN_INCORRECT,
          CKR_PIN_INVALID,
          CKR_PIN_LEN_RANGE,
          CKR_PIN_EXPIRED,
          CKR_PIN_LOCKED,
          CKR_USER_PIN_NOT_INITIALIZED);

  private TokenFailures() {}

  static boolean isLoss(PKCS11Exception e) {
    return LOST.contains(e.getErrorCode());
  }

  static boolean isPinRefused(PKCS11Exception e) {
    return PIN_REFUSED.contains(e.getErrorCode());
  }

  /** What to throw when {@code doing} failed for good. */
  static VaultException of(TokenSpec token, String doing, PKCS11Exception e) {
    String found = token + " cannot " + doing + ": " + e.getMessage();
    if (isLoss(e)) {
      return new TokenLostException(
          found + ". Check that it is connected and answers; it is tried anew each time", e);
    }
    if (e.getErrorCode() == CKR_SESSION_COUNT) {
      return new VaultException(
          found + ": it has no more sessions for us. Lower signing.threads, or give it more", e);
    }
    return new VaultException(found, e);
  }

  /** What to throw when a key could not be stored. */
  static VaultException ofStoring(TokenSpec token, String doing, PKCS11Exception e) {
    return FULL.contains(e.getErrorCode())
        ? new VaultException(
            token
                + " cannot "
                + doing
                + ": "
                + e.getMessage()
                + ". It may be full: destroy keys that are retired, or give it more room",
            e)
        : of(token, doing, e);
  }
}
