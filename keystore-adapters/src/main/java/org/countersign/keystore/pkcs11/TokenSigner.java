package org.countersign.keystore.pkcs11;

import java.util.function.IntFunction;
import org.countersign.keys.ZoneSigner;
import org.xipki.pkcs11.wrapper.PKCS11Exception;

/**
 * A signer with a key in a token. When its session is lost it opens the key anew, wherever the
 * vault has it, with every check that the first opening made.
 */
final class TokenSigner implements ZoneSigner {
  private final TokenScheme scheme;
  private final IntFunction<OpenKey> opener;
  private OpenKey key;

  /**
   * @param opener opens the key: at first with 0, and with 1 after a loss
   */
  TokenSigner(TokenScheme scheme, IntFunction<OpenKey> opener) {
    this.scheme = scheme;
    this.opener = opener;
    this.key = opener.apply(0);
  }

  @Override
  public byte[] sign(byte[] data, int from, int to) {
    byte[] input = scheme.input(data, from, to);
    OpenKey first = key == null ? reopened() : key;
    try {
      return first.sign(input);
    } catch (PKCS11Exception e) {
      first.discard();
      key = null;
      if (!TokenFailures.isLoss(e)) {
        throw TokenFailures.of(first.token().spec(), "sign", e);
      }
      WrapperLog.LOG.warn(
          "{} could not sign: {}; opening the key anew", first.token().spec(), e.getMessage());
    }
    OpenKey second = reopened();
    try {
      return second.sign(input);
    } catch (PKCS11Exception e) {
      second.discard();
      key = null;
      throw TokenFailures.of(second.token().spec(), "sign", e);
    }
  }

  private OpenKey reopened() {
    key = opener.apply(1);
    return key;
  }

  @Override
  public void close() {
    if (key != null) {
      key.close();
      key = null;
    }
  }
}
