package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keystore.BindKey;
import org.countersign.keystore.BindKeyDirectory;
import org.countersign.keystore.BindSigningPlan;
import org.countersign.keystore.ImportingVault;
import org.countersign.keystore.KeyTransfer;
import org.countersign.store.StoredKey;

/** Takes a zone's keys out of BIND key files into the vault its policy names. */
final class KeyImport {
  private final Installation installation;
  private final ManagedZones zones;
  private final List<String> warnings = new ArrayList<>();

  KeyImport(Installation installation, ManagedZones zones) {
    this.installation = installation;
    this.zones = zones;
  }

  /**
   * Imports every key of the zone that is published now by its files' timing.
   *
   * @throws VaultException if there is none, or one has no private half, or is known already
   */
  List<StoredKey> from(Path directory, Name origin, Clock clock) {
    Instant now = clock.instant();
    if (!(installation.vaults().vault(zones.policy(origin).keys().vault())
        instanceof ImportingVault target)) {
      throw new VaultException(
          "vault " + zones.policy(origin).keys().vault() + " takes no keys from outside");
    }
    List<StoredKey> imported = new ArrayList<>();
    try (BindKeyDirectory source = new BindKeyDirectory("import", directory, clock)) {
      List<BindKey> found = source.keysFor(origin);
      List<PlannedKey> planned = BindSigningPlan.at(now, found).keys();
      if (planned.isEmpty()) {
        throw new VaultException(
            directory + " has no key of " + origin + " that is published now by its timing");
      }
      for (PlannedKey key : planned) {
        warnOfTwins(origin, key);
        imported.add(take(source, target, key, origin, now));
      }
    }
    return imported;
  }

  private StoredKey take(
      BindKeyDirectory source, ImportingVault target, PlannedKey key, Name origin, Instant now) {
    KeyRole role = role(origin, key);
    VaultKey stored = KeyTransfer.copy(source, key.handle(), target, new KeyPurpose(origin, role));
    StoredKey record = NewKeys.record(KeyId.random(), origin, role, stored, now);
    zones.addImported(record);
    return record;
  }

  /**
   * What the key does in the zone, whose other keys may be in the vault and not in the directory.
   * The SEP flag stays as it is: with another the key would be another DNSKEY, with another tag.
   */
  private KeyRole role(Name origin, PlannedKey key) {
    boolean entryPoint = key.dnskey().isEntryPoint();
    if (key.role() != KeyRole.CSK) {
      return key.role();
    }
    boolean completed =
        zones.keys(origin).stream()
            .filter(known -> known.dnskey().algorithm() == key.dnskey().algorithm())
            .map(StoredKey::role)
            .anyMatch(entryPoint ? KeyRole::signsZone : KeyRole::signsKeys);
    if (completed) {
      return entryPoint ? KeyRole.KSK : KeyRole.ZSK;
    }
    if (!entryPoint) {
      throw new VaultException(
          "the key "
              + key.fingerprint()
              + " is a ZSK of algorithm "
              + key.dnskey().algorithm()
              + ", of which "
              + origin
              + " has no KSK: put a KSK of that algorithm into the directory as well");
    }
    return KeyRole.CSK;
  }

  /** A collision is accepted, for the zone may have it already; it is never made. */
  private void warnOfTwins(Name origin, PlannedKey key) {
    for (StoredKey known : zones.keys(origin)) {
      if (known.dnskey().tag().equals(key.dnskey().tag())
          && !known.dnskey().fingerprint().equals(key.fingerprint())) {
        warnings.add(
            "warning: two keys of "
                + origin
                + " have the tag "
                + key.dnskey().tag()
                + ": "
                + known.dnskey().fingerprint()
                + " and "
                + key.fingerprint()
                + "; both are handled by fingerprint, but resolvers try them one after another");
      }
    }
  }

  List<String> warnings() {
    return warnings;
  }
}
