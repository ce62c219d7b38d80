package org.countersign.run;

import java.time.Instant;
import org.countersign.keys.KeyVault;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.LeasedKeys;

/** The end of a key's private half. */
final class KeyEnd {
  private final LeasedKeys store;
  private final KeyVaults vaults;

  KeyEnd(LeasedKeys store, KeyVaults vaults) {
    this.store = store;
    this.vaults = vaults;
  }

  /**
   * Destroys it in its vault while our records are locked and say so. One that a crash left between
   * the two has gone from its vault already.
   */
  void destroy(ManagedKey key, String why, Instant now) {
    if (key.goal() != Goal.HIDDEN || !key.allHidden()) {
      throw new KeyRefusal(
          "the "
              + key.shown()
              + " is in use, or caches may still ask for it: retire it first, and wait until all"
              + " its records are hidden");
    }
    if (key.handle().isNone()) {
      store.destroyed(key, why + "; its private half never was here", now);
      return;
    }
    KeyVault vault = vaults.vault(key.handle().vault());
    boolean there = vault.keys().stream().anyMatch(k -> k.handle().equals(key.handle()));
    if (!there) {
      store.destroyed(key, why + "; its vault did not hold it any more", now);
      return;
    }
    store.destroyed(key, why, now, () -> vault.destroy(key.handle(), key.dnskey().fingerprint()));
  }
}
