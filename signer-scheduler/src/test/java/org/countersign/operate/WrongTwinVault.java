package org.countersign.operate;

import java.util.List;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keys.ZoneSigner;
import org.countersign.keys.rollover.ManagedKey;

/** A vault that hands out another key of one's tag, as the modules of .ru did in 2024. */
final class WrongTwinVault implements KeyVault {
  /** How well it hides it. */
  enum Lie {
    /** It shows the twin's public half. */
    NONE,
    /** It shows the right public half, and signs with the twin. */
    PUBLIC_HALF,
    /** It also signs a probe with the right key. */
    PROBE
  }

  private final KeyVault vault;
  private final ManagedKey asked;
  private final ManagedKey twin;
  private final Lie lie;

  WrongTwinVault(KeyVault vault, ManagedKey asked, ManagedKey twin, Lie lie) {
    this.vault = vault;
    this.asked = asked;
    this.twin = twin;
    this.lie = lie;
  }

  @Override
  public VaultKey key(KeyHandle handle) {
    if (lie == Lie.NONE && handle.equals(asked.handle())) {
      VaultKey wrong = vault.key(twin.handle());
      return new VaultKey(handle, wrong.algorithm(), wrong.publicKey());
    }
    return vault.key(handle);
  }

  @Override
  public ZoneSigner open(KeyHandle handle, Fingerprint expected, EcdsaNonce nonce) {
    if (!handle.equals(asked.handle())) {
      return vault.open(handle, expected, nonce);
    }
    ZoneSigner wrong = vault.open(twin.handle(), twin.dnskey().fingerprint(), nonce);
    ZoneSigner right = vault.open(handle, expected, nonce);
    return new ZoneSigner() {
      @Override
      public byte[] sign(byte[] data, int from, int to) {
        boolean probe = data[from] == 0 && data[from + 1] == 0; // no RRSIG covers type 0
        return (lie == Lie.PROBE && probe ? right : wrong).sign(data, from, to);
      }

      @Override
      public void close() {
        wrong.close();
        right.close();
      }
    };
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
  public void destroy(KeyHandle handle, Fingerprint expected) {
    vault.destroy(handle, expected);
  }

  @Override
  public void close() {
    // The installation's vault goes on.
  }
}
