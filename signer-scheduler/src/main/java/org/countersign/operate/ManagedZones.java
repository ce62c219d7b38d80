package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyGenerator;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyPurpose;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.KeyTagPolicy;
import org.countersign.keys.KeyVault;
import org.countersign.keys.VaultKey;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.policy.PolicyLint;
import org.countersign.policy.TagRange;
import org.countersign.release.ReleaseRecord;
import org.countersign.settings.Problem;
import org.countersign.store.KeyRecords;
import org.countersign.store.PolicyStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredKey;
import org.countersign.store.ZoneStore;

/** The zones of one installation: their policies and keys. */
final class ManagedZones {
  private final Installation installation;
  private final ZoneStore zones;
  private final PolicyStore policies;
  private final KeyRecords keys;
  private final ReleaseLedger releases;

  ManagedZones(Installation installation) {
    this.installation = installation;
    SignerDatabase database = new SignerDatabase(installation.databases().signer());
    this.zones = new ZoneStore(database);
    this.policies = new PolicyStore(database);
    this.keys = new KeyRecords(database);
    this.releases = new ReleaseLedger(database);
  }

  List<Name> all() {
    return zones.all();
  }

  boolean has(Name origin) {
    return zones.addedAt(origin).isPresent();
  }

  /**
   * The policy in force.
   *
   * @throws UnknownZoneException if the zone is not under management
   */
  Policy policy(Name origin) {
    return policies
        .inForce(origin)
        .map(stored -> PolicyFile.parse(stored.text(), "the policy of " + origin))
        .orElseThrow(() -> new UnknownZoneException(origin, all()));
  }

  /** Whether the zone has what a run needs: a policy and keys. */
  boolean isReady(Name origin) {
    return policies.inForce(origin).isPresent()
        && !lacks(origin, KeyRole.KSK)
        && !lacks(origin, KeyRole.ZSK);
  }

  /**
   * Makes sure a zone is under management.
   *
   * @throws UnknownZoneException if it is not
   */
  void require(Name origin) {
    if (!has(origin)) {
      throw new UnknownZoneException(origin, all());
    }
  }

  /** Notes a key that came from outside. */
  void addImported(StoredKey key) {
    keys.add(key, Actors.person(), "key import");
  }

  /** Newest first. */
  List<ReleaseRecord> releases(Name origin) {
    require(origin);
    return releases.all(origin);
  }

  /** The policy in force, by its text's SHA-256. */
  String policySha256(Name origin) {
    return policies.inForce(origin).orElseThrow().sha256();
  }

  /** Notes a serial that secondaries may have from before. */
  void seen(Name origin, Serial serial, String where, Instant now) {
    releases.seen(origin, serial, where, now);
  }

  /** Every key the zone ever had, oldest first. */
  List<StoredKey> keys(Name origin) {
    return keys.of(origin);
  }

  /**
   * Puts a policy in force for a zone, which comes under management with it and gets keys if it has
   * none.
   *
   * @return the policy's warnings
   * @throws org.countersign.policy.PolicyException if the policy is unsound; nothing changes then
   */
  List<Problem> put(Name origin, String policyText, String source, Instant now) {
    Policy policy = PolicyFile.parse(policyText, source);
    List<Problem> warnings = PolicyLint.orRefuse(PolicyLint.forZone(policy, origin), source);
    KeyVault vault = installation.vaults().vault(policy.keys().vault());
    zones.add(origin, now, Actors.person());
    policies.put(origin, policyText, now, Actors.person());
    for (KeyRole role : roles(policy)) {
      if (lacks(origin, role)) {
        generate(origin, policy, vault, role, now);
      }
    }
    return warnings;
  }

  /** Whether no key the zone ever had does what this role does: after a crash, one may be there. */
  private boolean lacks(Name origin, KeyRole role) {
    List<KeyRole> had = keys.of(origin).stream().map(StoredKey::role).toList();
    return role.signsZone() && had.stream().noneMatch(KeyRole::signsZone)
        || role.signsKeys() && had.stream().noneMatch(KeyRole::signsKeys);
  }

  private static List<KeyRole> roles(Policy policy) {
    return policy.keys().csk() ? List.of(KeyRole.CSK) : List.of(KeyRole.KSK, KeyRole.ZSK);
  }

  /** Makes a key whose tag no key of the zone ever had, and notes it. */
  private void generate(Name origin, Policy policy, KeyVault vault, KeyRole role, Instant now) {
    DnssecAlgorithm algorithm = policy.signing().algorithm();
    TagRange range = TagRange.parse(policy.keys().tagRange());
    VaultKey made =
        KeyGenerator.generate(
            vault,
            new KeySpec(algorithm, policy.signing().rsaBits()),
            new KeyPurpose(origin, role),
            new KeyTagPolicy(keys.of(origin).stream().map(StoredKey::dnskey).toList(), range));
    keys.add(
        NewKeys.record(KeyId.random(), origin, role, made, now), Actors.person(), "key generate");
  }
}
