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
  private final KeyVaults vaults;

  NeededKeys(KeyVaults vaults) {
    this.vaults = vaults;
  }

  /**
   * Those that are to stay: before anything is made or moved, for a key that is lost is never
   * replaced without a word.
   *
   * @throws VaultException for the first that is missing, or whose public half is another's
   */
  void demandWanted(KeySet keys) {
    keys.keys().stream().filter(k -> k.goal() == Goal.OMNIPRESENT).forEach(this::demand);
  }

  /**
   * Those that sign the next release.
   *
   * @throws VaultException likewise
   */
  void demandSigning(KeySet keys) {
    keys.keys().stream()
        .filter(
            k ->
                k.presence(KeyRecord.ZRRSIG).published()
                    || k.presence(KeyRecord.KRRSIG).published())
        .forEach(this::demand);
  }

  private void demand(ManagedKey key) {
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
