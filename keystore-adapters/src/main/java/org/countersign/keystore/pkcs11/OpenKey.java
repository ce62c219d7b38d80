package org.countersign.keystore.pkcs11;

import java.security.SecureRandom;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.SignatureVerifier;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/**
 * A key in one token with a session of its own, which has shown there that its private object
 * belongs to the public one: the two are held together by an id that anybody may write.
 */
final class OpenKey {
  private static final int PROBE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TokenAccess token;
  private final TokenSession session;
  private final TokenKey key;

  private OpenKey(TokenAccess token, TokenSession session, TokenKey key) {
    this.token = token;
    this.session = session;
    this.key = key;
  }

  /**
   * Finds the key, compares it, lets it sign a probe.
   *
   * @throws VaultException if the token does not hold it, or another one
   */
  static OpenKey open(
      TokenAccess token, KeyHandle handle, KeyReference reference, Fingerprint expected) {
    return token.recovering(
        "open " + handle,
        session -> {
          TokenKey key = session.call(s -> TokenKey.find(s, token.spec(), reference));
          VaultKey shown = compared(token.spec(), handle, key, expected);
          OpenKey open = new OpenKey(token, session, key);
          open.prove(shown);
          return open;
        });
  }

  static VaultKey compared(TokenSpec token, KeyHandle handle, TokenKey key, Fingerprint expected) {
    VaultKey shown = new VaultKey(handle, key.reference().scheme().algorithm(), key.publicKey());
    if (!shown.fingerprint().equals(expected)) {
      throw new VaultException(
          "the key at "
              + handle
              + " on "
              + token
              + " has the fingerprint "
              + shown.fingerprint()
              + ", needed was "
              + expected
              + ": it is another key, perhaps with the same tag, and is not used");
    }
    return shown;
  }

  private void prove(VaultKey shown) throws PKCS11Exception {
    byte[] probe = new byte[PROBE]; // of zeros first, as no RRSIG's data begins (RFC 4034 3.1.8.1)
    byte[] fresh = new byte[PROBE / 2];
    RANDOM.nextBytes(fresh);
    System.arraycopy(fresh, 0, probe, PROBE / 2, fresh.length);
    byte[] signature = sign(key.reference().scheme().input(probe, 0, PROBE));
    if (!SignatureVerifier.of(shown.dnskey(KeyRole.ZSK)).verifies(probe, 0, PROBE, signature)) {
      throw new VaultException(
          "the private object at "
              + shown.handle()
              + " on "
              + token.spec()
              + " does not belong to the public one there, whose fingerprint is "
              + shown.fingerprint()
              + ": compare them with the HSM's own tool");
    }
  }

  /** Signs what {@link TokenScheme#input} made. */
  byte[] sign(byte[] input) throws PKCS11Exception {
    Mechanism mechanism = new Mechanism(key.reference().scheme().signing());
    return session.call(s -> s.signSingle(mechanism, key.privateHandle(), input));
  }

  TokenAccess token() {
    return token;
  }

  TokenKey key() {
    return key;
  }

  /** Gives the session back. */
  void close() {
    token.giveBack(session);
  }

  /** Ends the session, which failed. */
  void discard() {
    session.close();
  }
}
