package org.countersign.operate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.VaultException;
import org.countersign.keys.VaultKey;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.Presence;
import org.countersign.keys.rollover.RecordState;
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
        imported.add(take(source, key, origin, now));
      }
    }
    return imported;
  }

  private StoredKey take(BindKeyDirectory source, PlannedKey key, Name origin, Instant now) {
    KeyRole role = role(origin, key);
    VaultKey stored =
        KeyTransfer.copy(source, key.handle(), target(origin, role), new KeyPurpose(origin, role));
    ManagedKey adopted = inUse(role, stored, now);
    zones.changeKeys(
        origin, changes -> changes.adopt(List.of(adopted), "from " + source.name(), now));
    return new StoredKey(adopted, Optional.empty());
  }

  private ImportingVault target(Name origin, KeyRole role) {
    String name = zones.policy(origin).keys().vaultOf(role.signsKeys());
    if (installation.vaults().vault(name) instanceof ImportingVault target) {
      return target;
    }
    throw new VaultException("vault " + name + " takes no keys from outside");
  }

  /** A key that another signer has used until now: every cache may know all of its records. */
  private static ManagedKey inUse(KeyRole role, VaultKey key, Instant now) {
    RecordState known = new RecordState(Presence.OMNIPRESENT, now, Optional.empty());
    return new ManagedKey(
        KeyId.random(),
        role,
        key.dnskey(role),
        key.handle(),
        Goal.OMNIPRESENT,
        Set.of(),
        now,
        KeyRecord.of(role).stream().collect(Collectors.toMap(r -> r, r -> known)));
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
            .map(StoredKey::key)
            .filter(known -> known.algorithm() == key.dnskey().algorithm())
            .map(ManagedKey::role)
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
    for (StoredKey stored : zones.keys(origin)) {
      ManagedKey known = stored.key();
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
