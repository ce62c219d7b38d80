package org.countersign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.VaultException;
import org.countersign.observe.Observer;
import org.countersign.policy.Policy;
import org.countersign.release.Ledger;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.Lease;
import org.countersign.store.ObservationStore;
import org.countersign.store.OverrideStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.countersign.store.Undertaking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A zone's state in PostgreSQL, as one run under one lease sees and changes it. */
public final class LeasedZone implements ZoneState {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedZone.class);

  private final Name origin;
  private final Policy policy;
  private final ObservationStore observations;
  private final KeyChanges changes;
  private final HoldStore holds;
  private final OverrideStore overrides;
  private final ReleaseLedger releases;
  private final Ledger ledger;
  private boolean onAcceptedData;

  public LeasedZone(
      SignerDatabase database,
      KeyVaults vaults,
      Lease lease,
      Policy policy,
      Undertaking undertaking) {
    this.origin = lease.zone();
    this.policy = policy;
    this.observations = new ObservationStore(database);
    this.changes =
        new KeyManager(database, vaults, origin, policy).under(lease, undertaking.actor());
    this.holds = new HoldStore(database);
    this.overrides = new OverrideStore(database);
    this.releases = new ReleaseLedger(database);
    this.ledger = releases.under(lease, undertaking);
  }

  /**
   * The same for a run that only keeps signatures fresh: the registry is not asked, whatever it may
   * hold. A zone that was never released has no data to sign on, and is run as usual.
   */
  public LeasedZone onAcceptedData() {
    onAcceptedData = true;
    return this;
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
    return releases.places(origin);
  }

  @Override
  public OutsideView outside(Instant now) {
    return OutsideView.of(
        new Observer(observations).observeOnce(origin, policy, now),
        observations.history(origin, policy, now),
        policy.gate().parent());
  }

  @Override
  public KeyTurn keys(Instant now, Optional<Duration> lowestLife) {
    return new ZoneKeys(changes, policy).turn(now, lowestLife);
  }

  @Override
  public void purge(Instant now) {
    if (!holds(now).contains(HoldScope.ROLLOVER.text())) {
      try {
        changes.purge(now);
      } catch (VaultException e) {
        LOG.warn("retired keys of {} stay in their vault: {}", origin, e.getMessage());
      }
    }
  }

  @Override
  public Set<String> holds(Instant now) {
    Set<String> scopes = new LinkedHashSet<>();
    for (HoldScope scope : holds.inForce(origin, now)) {
      scopes.add(scope.text());
    }
    if (onAcceptedData && newest().isPresent()) {
      scopes.add(HoldScope.INGEST.text());
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
}
