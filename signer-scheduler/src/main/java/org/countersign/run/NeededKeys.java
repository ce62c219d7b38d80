package org.countersign.run;

import org.countersign.keys.KeyVaults;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;

/** The keys that sign now or are to: each must be in its vault, and be the key we know. */
final class NeededKeys {
  private NeededKeys() {}

  /**
   * @throws VaultException for the first that is missing, or whose public half is another's
   */
  static void demand(KeySet keys, KeyVaults vaults) {
    keys.keys().stream().filter(NeededKeys::needed).forEach(key -> demand(key, vaults));
  }

  private static boolean needed(ManagedKey key) {
    return key.goal() == Goal.OMNIPRESENT
        || key.presence(KeyRecord.ZRRSIG).published()
        || key.presence(KeyRecord.KRRSIG).published();
  }

  private static void demand(ManagedKey key, KeyVaults vaults) {
    VaultKey found;
    try {
      found = vaults.vault(key.handle().vault()).key(key.handle());
    } catch (VaultException e) {
      throw new VaultException(
          "the "
              + key.shown()
              + " is not to be had from "
              + key.handle()
              + ": "
              + e.getMessage()
              + "; no other is made in its place: bring the vault or the key back",
          e);
    }
    if (!found.fingerprint().equals(key.dnskey().fingerprint())) {
      throw new VaultException(
          key.handle()
              + " holds the key "
              + found.fingerprint()
              + ", and not the "
              + key.shown()
              + " with fingerprint "
              + key.dnskey().fingerprint()
              + ": nothing is signed with it; find out who changed the vault");
    }
  }
}
