package org.countersign.sign;

import org.countersign.keys.EcdsaNonce;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.VerifyingSigner;
import org.countersign.keys.ZoneSigner;
import org.countersign.policy.SigningPolicy;

/** The plan's keys, opened for one thread when they are first needed. */
final class OpenSigners implements AutoCloseable {
  private final SigningKeys keys;
  private final KeyVaults vaults;
  private final SigningPolicy policy;
  private final ZoneSigner[] open;

  OpenSigners(SigningKeys keys, KeyVaults vaults, SigningPolicy policy) {
    this.keys = keys;
    this.vaults = vaults;
    this.policy = policy;
    this.open = new ZoneSigner[keys.size()];
  }

  ZoneSigner get(int key) {
    if (open[key] == null) {
      open[key] = open(keys.get(key));
    }
    return open[key];
  }

  private ZoneSigner open(PlannedKey key) {
    ZoneSigner signer = vaults.open(key.handle(), key.fingerprint(), nonce(policy));
    boolean verify =
        policy.verifyAfterSign() != null
            ? policy.verifyAfterSign()
            : vaults.vault(key.handle().vault()).verifyAfterSign();
    return verify ? new VerifyingSigner(signer, key) : signer;
  }

  static EcdsaNonce nonce(SigningPolicy policy) {
    return policy.deterministic() ? EcdsaNonce.DETERMINISTIC : EcdsaNonce.RANDOM;
  }

  @Override
  public void close() {
    for (ZoneSigner signer : open) {
      if (signer != null) {
        signer.close();
      }
    }
  }
}
