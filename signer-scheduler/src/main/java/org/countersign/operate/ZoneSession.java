package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.countersign.dns.Name;
import org.countersign.keys.KeyVaults;
import org.countersign.policy.Policy;
import org.countersign.run.KeyChanges;
import org.countersign.run.KeyManager;
import org.countersign.store.AuditLog;
import org.countersign.store.HoldStore;
import org.countersign.store.ObservationStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredKey;
import org.countersign.store.WaiverStore;

/**
 * One zone of an open installation, for the length of one command.
 *
 * @param now the one reading of the clock
 */
record ZoneSession(Installation installation, ManagedZones zones, Name origin, Instant now) {
  Policy policy() {
    return zones.policy(origin);
  }

  KeyVaults vaults() {
    return installation.vaults();
  }

  /** Every key the zone ever had, oldest first. */
  List<StoredKey> keys() {
    return zones.keys(origin);
  }

  KeyManager keyManager() {
    return zones.keyManager(origin);
  }

  /** Changes the zone's keys under its lease. */
  <T> T change(Function<KeyChanges, T> work) {
    return zones.changeKeys(origin, work);
  }

  AuditLog audit() {
    return new AuditLog(database());
  }

  HoldStore holds() {
    return new HoldStore(database());
  }

  ObservationStore observations() {
    return new ObservationStore(database());
  }

  WaiverStore waivers() {
    return new WaiverStore(database());
  }

  private SignerDatabase database() {
    return new SignerDatabase(installation.databases().signer());
  }
}
