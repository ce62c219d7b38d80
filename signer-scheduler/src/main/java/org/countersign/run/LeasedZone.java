package org.countersign.run;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.policy.Policy;
import org.countersign.release.Ledger;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.KeyRecords;
import org.countersign.store.Lease;
import org.countersign.store.OverrideStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredKey;
import org.countersign.store.Undertaking;

/** A zone's state in PostgreSQL, as one run under one lease sees and changes it. */
public final class LeasedZone implements ZoneState {
  private final Name origin;
  private final Policy policy;
  private final KeyRecords keys;
  private final HoldStore holds;
  private final OverrideStore overrides;
  private final ReleaseLedger releases;
  private final Ledger ledger;

  public LeasedZone(SignerDatabase database, Lease lease, Policy policy, Undertaking undertaking) {
    this.origin = lease.zone();
    this.policy = policy;
    this.keys = new KeyRecords(database);
    this.holds = new HoldStore(database);
    this.overrides = new OverrideStore(database);
    this.releases = new ReleaseLedger(database);
    this.ledger = releases.under(lease, undertaking);
  }

  @Override
  public Name origin() {
    return origin;
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public Optional<ReleaseRecord> newest() {
    return releases.newest(origin);
  }

  @Override
  public List<Serial> serials() {
    return releases.serials(origin);
  }

  @Override
  public List<String> places() {
    return releases.all(origin).stream().map(ReleaseRecord::artefact).toList();
  }

  /** Every key that is wanted is published and signs. */
  @Override
  public SigningPlan plan() {
    return SigningPlan.of(
        wanted().stream()
            .map(
                key -> new PlannedKey(key.id(), key.role(), key.dnskey(), true, true, key.handle()))
            .toList());
  }

  private List<StoredKey> wanted() {
    return keys.of(origin).stream()
        .filter(key -> key.goal().equals("OMNIPRESENT") && key.destroyedAt().isEmpty())
        .toList();
  }

  @Override
  public Set<String> holds(Instant now) {
    Set<String> scopes = new LinkedHashSet<>();
    for (HoldScope scope : holds.inForce(origin, now)) {
      scopes.add(scope.text());
    }
    return scopes;
  }

  @Override
  public Optional<ContentOverride> override(String dataDigest, Instant now) {
    return overrides.inForce(origin, dataDigest, now);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  /** What a release shows to the world for the first time is rumoured from then on (RFC 7583). */
  @Override
  public void published(ReleaseRecord release) {
    for (StoredKey key : wanted()) {
      for (Map.Entry<String, StoredKey.State> record : key.records().entrySet()) {
        if (!record.getKey().equals("DS") && record.getValue().state().equals("HIDDEN")) {
          keys.move(
              key.id(),
              record.getKey(),
              new StoredKey.State("RUMOURED", release.releasedAt(), Optional.of(release.serial())));
        }
      }
    }
  }
}
