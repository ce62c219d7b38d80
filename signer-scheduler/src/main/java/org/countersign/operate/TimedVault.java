package org.countersign.operate;

import java.util.List;
import java.util.function.Supplier;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;

/** A vault whose time is taken: each key looked up and opened, and one signature in a hundred. */
final class TimedVault implements KeyVault {
  private static final int SAMPLE = 100;

  private final KeyVault vault;
  private final Metrics metrics;

  TimedVault(KeyVault vault, Metrics metrics) {
    this.vault = vault;
    this.metrics = metrics;
  }

  private <T> T timed(String operation, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      metrics.vault(vault.name(), operation, System.nanoTime() - start);
    }
  }

  @Override
  public String name() {
    return vault.name();
  }

  @Override
  public VaultKey generate(KeySpec spec, KeyPurpose purpose) {
    return timed("generate", () -> vault.generate(spec, purpose));
  }

  @Override
  public List<VaultKey> keys() {
    return timed("list", vault::keys);
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    return timed("find", () -> vault.key(handle));
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    return new Signer(timed("open", () -> vault.open(handle, expected, nonce)));
  }

  @Override
  public List<ZoneSigner> openEverywhere(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    return timed("open", () -> vault.openEverywhere(handle, expected, nonce));
  }

  @Override
  public void destroy(KeyHandle handle, Fingerprint expected) {
    vault.destroy(handle, expected);
  }

  @Override
  public boolean verifyAfterSign() {
    return vault.verifyAfterSign();
  }

  @Override
  public void close() {
    vault.close();
  }

  /** For one thread, like all signers. */
  private final class Signer implements ZoneSigner {
    private final ZoneSigner signer;
    private int count;

    Signer(ZoneSigner signer) {
      this.signer = signer;
    }

    @Override
    public byte[] sign(byte[] data, int from, int to) {
      return count++ % SAMPLE == 0
          ? timed("sign", () -> signer.sign(data, from, to))
          : signer.sign(data, from, to);
    }

    @Override
    public void close() {
      signer.close();
    }
  }
}
