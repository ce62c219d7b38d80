package org.countersign.run;

import java.time.Instant;
import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyGenerator;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyTagPolicy;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.policy.TagRange;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;

/** A key just made in its vault, which goes again if our records do not take it. */
final class NewKey {
  private final KeyVault vault;
  private final VaultKey made;
  private final ManagedKey key;

  private NewKey(KeyVault vault, VaultKey made, ManagedKey key) {
    this.vault = vault;
    this.made = made;
    this.key = key;
  }

  /**
   * Makes a key in the vault that the policy names for its role.
   *
   * @param everKnown every key the zone ever had, whose tags it must not take
   */
  static NewKey make(
      KeyManager manager,
      KeyRole role,
      DnssecAlgorithm algorithm,
      List<Dnskey> everKnown,
      Instant now) {
    var policy = manager.policy();
    KeyVault vault = manager.vaults().vault(policy.keys().vaultOf(role.signsKeys()));
    VaultKey made =
        KeyGenerator.generate(
            vault,
            new KeySpec(algorithm, policy.signing().rsaBits()),
            new KeyPurpose(manager.zone(), role),
            new KeyTagPolicy(everKnown, TagRange.parse(policy.keys().tagRange())));
    return new NewKey(
        vault, made, ManagedKey.fresh(KeyId.random(), role, made.dnskey(role), made.handle(), now));
  }

  ManagedKey key() {
    return key;
  }

  /**
   * Runs what takes the key into our records. Where nobody knows whether they have it, as after a
   * connection that ended, the vault keeps it: a key too many does no harm, one too few stops the
   * zone.
   */
  void recordedBy(Runnable recording) {
    try {
      recording.run();
    } catch (StoreException e) {
      if (!SignerDatabase.rolledBack(e)) {
        throw new StoreException(
            e.getMessage()
                + "; whether the new "
                + key.shown()
                + " is on record is not known, so it stays in "
                + made.handle()
                + ": if `key list` does not show it, nothing uses it",
            e);
      }
      throw gone(e);
    } catch (RuntimeException e) {
      throw gone(e);
    }
  }

  private RuntimeException gone(RuntimeException e) {
    try {
      vault.destroy(made.handle(), made.fingerprint());
    } catch (RuntimeException alsoFailed) {
      e.addSuppressed(alsoFailed);
    }
    return e;
  }
}
