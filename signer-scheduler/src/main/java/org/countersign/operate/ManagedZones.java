package org.countersign.operate;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyRole;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyFile;
import org.countersign.policy.PolicyLint;
import org.countersign.release.ReleaseRecord;
import org.countersign.run.ClockCheck;
import org.countersign.run.KeyChanges;
import org.countersign.run.KeyManager;
import org.countersign.settings.Problem;
import org.countersign.store.DatabaseClock;
import org.countersign.store.KeySetStore;
import org.countersign.store.LeaseStore;
import org.countersign.store.PolicyStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredKey;
import org.countersign.store.ZoneStore;

/** The zones of one installation: their policies and keys. */
final class ManagedZones {
  private final Installation installation;
  private final SignerDatabase database;
  private final ZoneStore zones;
  private final PolicyStore policies;
  private final KeySetStore keys;
  private final ReleaseLedger releases;

  ManagedZones(Installation installation) {
    this.installation = installation;
    this.database = new SignerDatabase(installation.databases().signer());
    this.zones = new ZoneStore(database);
    this.policies = new PolicyStore(database);
    this.keys = new KeySetStore(database);
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

  /**
   * Makes sure that a clock may be believed.
   *
   * @throws org.countersign.run.ClockException if it may not
   */
  void demandClock(Name origin, Instant now) {
    ClockCheck.demand(now, new DatabaseClock(database).now(), releases.newest(origin));
  }

  /** The zone's keys, to be looked at. */
  KeyManager keyManager(Name origin) {
    return new KeyManager(database, installation.vaults(), origin, policy(origin));
  }

  /**
   * Changes the zone's keys, under its lease.
   *
   * @throws org.countersign.store.LeaseTakenException if another process has the lease
   */
  <T> T changeKeys(Name origin, Function<KeyChanges, T> work) {
    try (ZoneLease held = ZoneLease.take(new LeaseStore(database), origin)) {
      return work.apply(keyManager(origin).under(held.lease(), Actors.person()));
    }
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
    return keys.all(origin);
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
    for (boolean keySigning : new boolean[] {true, false}) {
      installation.vaults().vault(policy.keys().vaultOf(keySigning));
    }
    zones.add(origin, now, Actors.person());
    policies.put(origin, policyText, now, Actors.person());
    if (lacks(origin, KeyRole.KSK) || lacks(origin, KeyRole.ZSK)) {
      changeKeys(origin, changes -> changes.begin(now));
    }
    return warnings;
  }

  /** Whether no key the zone ever had does what this role does: after a crash, one may be there. */
  private boolean lacks(Name origin, KeyRole role) {
    List<KeyRole> had = keys.all(origin).stream().map(stored -> stored.key().role()).toList();
    return role.signsZone() && had.stream().noneMatch(KeyRole::signsZone)
        || role.signsKeys() && had.stream().noneMatch(KeyRole::signsKeys);
  }
}
