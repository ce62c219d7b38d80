package org.countersign.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.keys.SigningPlan;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.Sweep;
import org.countersign.keys.rollover.Consent;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.RolloverMachine;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.keys.rollover.ZskReturn;
import org.countersign.observe.Patience;
import org.countersign.observe.Survey;
import org.countersign.policy.Policy;
import org.countersign.release.Ledger;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.KeyEdit;
import org.countersign.store.KeySetStore;
import org.countersign.store.Lease;
import org.countersign.store.ObservationStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.RollbackNote;
import org.countersign.store.SignerDatabase;
import org.countersign.store.Undertaking;

/** What a rollback reads of a zone's state besides what every run does, and its ledger. */
public final class RollbackDesk {
  private final Name zone;
  private final Policy policy;
  private final ReleaseLedger releases;
  private final KeySetStore keys;
  private final ObservationStore observations;
  private final HoldStore holds;
  private final Lease lease;
  private final Undertaking undertaking;

  public RollbackDesk(
      SignerDatabase database, Lease lease, Policy policy, Undertaking undertaking) {
    this.zone = lease.zone();
    this.policy = policy;
    this.releases = new ReleaseLedger(database);
    this.keys = new KeySetStore(database);
    this.observations = new ObservationStore(database);
    this.holds = new HoldStore(database);
    this.lease = lease;
    this.undertaking = undertaking;
  }

  /** Newest first. */
  List<ReleaseRecord> releases() {
    return releases.all(zone);
  }

  Optional<Hold> publishHold(Instant now) {
    return holds.open(zone, now).stream().filter(h -> h.scope() == HoldScope.PUBLISH).findFirst();
  }

  /** Notes serials that an operator has seen; none is released below them. */
  void seen(List<Serial> serials, Instant now) {
    serials.forEach(serial -> releases.seen(zone, serial, "operator", now));
  }

  /** Asks the zone's servers and the parent's, and keeps nothing. */
  Sweep look(Instant now) {
    return new Survey(Patience.USUAL).ask(zone, policy, now);
  }

  OutsideView view(Sweep sweep, Instant now) {
    return OutsideView.of(sweep, observations.history(zone, policy, now), policy.gate().parent());
  }

  /** The keys that would sign the next release. */
  Set<Fingerprint> nextSigners() {
    return keys.load(zone).keys().stream()
        .filter(k -> k.presence(KeyRecord.ZRRSIG).published())
        .map(k -> k.dnskey().fingerprint())
        .collect(Collectors.toSet());
  }

  /** Keys withdrawn in an emergency before every cache had forgotten their signatures. */
  Set<Fingerprint> surrendered() {
    return keys.under(lease, undertaking.actor()).surrendered();
  }

  /** The keys with these as the zone's signers, if they can be. */
  RollbackKeys keys(Set<Fingerprint> wanted, String reason, Instant now) {
    KeySet before = keys.load(zone);
    ZskReturn way = new ZskReturn(before, wanted);
    List<String> obstacles = way.isThere() ? List.of() : way.obstacles();
    if (way.isThere() || !obstacles.isEmpty()) {
      return new RollbackKeys(plan(before, now), Optional.empty(), obstacles);
    }
    KeySet after = way.done(now);
    return new RollbackKeys(
        plan(after, now),
        Optional.of(KeyEdit.of(before, after, "rollback: " + reason, now)),
        new ArrayList<>());
  }

  /** What the states ask for, with nothing newly published or withdrawn. */
  private SigningPlan plan(KeySet set, Instant now) {
    Observations seen = observations.load(zone, policy);
    return new RolloverMachine()
        .step(set, RolloverTerms.of(policy), seen, Consent.held("rollback"), now)
        .plan();
  }

  Ledger ledger(RollbackNote note) {
    return releases.under(lease, undertaking, note);
  }
}
