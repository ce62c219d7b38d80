package org.countersign.keystore;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.Crypto;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.VaultException;
import org.countersign.keys.ZoneSigner;

/**
 * A signer with a private key in this process, by the fastest provider. It holds one JCA Signature,
 * which stays initialised from one signature to the next; one thread at a time.
 */
public final class SoftwareSigner implements ZoneSigner {
  private final Signature signature;

  private SoftwareSigner(Signature signature) {
    this.signature = signature;
  }

  /**
   * A signer for {@code key}, which must be a key for {@code algorithm}.
   *
   * @throws VaultException if the algorithm is not signed with, or no provider takes the key
   */
  public static ZoneSigner of(DnssecAlgorithm algorithm, PrivateKey key, EcdsaNonce nonce) {
    return of(algorithm, key, nonce, Crypto.fastest());
  }

  static ZoneSigner of(DnssecAlgorithm algorithm, PrivateKey key, EcdsaNonce nonce, Crypto crypto) {
    if (!algorithm.maySign()) {
      throw new VaultException(
          algorithm + " is verified only, never signed with (RFC 9905): use a key of another one");
    }
    if (nonce == EcdsaNonce.DETERMINISTIC && DeterministicEcdsa.fits(algorithm)) {
      return DeterministicEcdsa.of(algorithm, key);
    }
    try {
      return new SoftwareSigner(initialised(crypto, algorithm, key));
    } catch (InvalidKeyException e) {
      try {
        return new SoftwareSigner(initialised(Crypto.bouncyCastle(), algorithm, key));
      } catch (InvalidKeyException unusable) {
        throw new VaultException(
            "a " + algorithm + " key that nothing here can sign with", unusable);
      }
    }
  }

  private static Signature initialised(Crypto crypto, DnssecAlgorithm algorithm, PrivateKey key)
      throws InvalidKeyException {
    Signature signature = crypto.signature(algorithm);
    signature.initSign(key);
    return signature;
  }

  @Override
  public byte[] sign(byte[] data, int from, int to) {
    try {
      signature.update(data, from, to - from);
      return signature.sign();
    } catch (SignatureException e) {
      throw new VaultException("signing with " + signature.getAlgorithm() + " failed", e);
    }
  }

  @Override
  public void close() {
    // The key belongs to the vault; there is no session to end.
  }
}
