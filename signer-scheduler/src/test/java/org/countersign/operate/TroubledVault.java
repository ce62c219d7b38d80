package org.countersign.operate;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;

/** A real vault whose signatures something happens to, by their number. */
final class TroubledVault implements KeyVault {
  private final KeyVault vault;
  private final boolean verifyAfterSign;
  private final Trouble trouble;
  private final AtomicLong made = new AtomicLong();

  /** What happens to a signature, or beside it. */
  @FunctionalInterface
  interface Trouble {
    /**
     * @param number of the signature, from 1, proofs included
     */
    void to(byte[] signature, long number) throws Exception;
  }

  TroubledVault(KeyVault vault, boolean verifyAfterSign, Trouble trouble) {
    this.vault = vault;
    this.verifyAfterSign = verifyAfterSign;
    this.trouble = trouble;
  }

  /** Signatures made so far. */
  long made() {
    return made.get();
  }

  @Override
  public String name() {
    return vault.name();
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    return vault.generate(spec, purpose);
  }

  @Override
  public List<VaultKey> keys() {
    return vault.keys();
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    return vault.key(handle);
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    ZoneSigner signer = vault.open(handle, expected, nonce);
    return new ZoneSigner() {
      @Override
      public byte[] sign(byte[] data, int from, int to) {
        byte[] signature = signer.sign(data, from, to);
        try {
          trouble.to(signature, made.incrementAndGet());
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        return signature;
      }

      @Override
      public void close() {
        signer.close();
      }
    };
  }

  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    vault.destroy(handle, expected);
  }

  @Override
  public boolean verifyAfterSign() {
    return verifyAfterSign;
  }

  @Override
  public void close() {
    vault.close();
  }
}
