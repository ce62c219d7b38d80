package org.countersign.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Name;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.Consent;
import org.countersign.keys.rollover.EmergencyChoice;
import org.countersign.keys.rollover.Forecast;
import org.countersign.keys.rollover.KeySchedule;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.RolloverMachine;
import org.countersign.keys.rollover.RolloverStep;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.keys.rollover.ZskEmergency;
import org.countersign.policy.Policy;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.KeySetStore;
import org.countersign.store.Lease;
import org.countersign.store.ObservationStore;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoredApproval;
import org.countersign.store.StoredKey;

/**
 * The keys of one zone: what they are, what each record of them waits for, and, under the zone's
 * lease, the way to change them.
 */
public final class KeyManager {
  private static final int NEXT_MOVES = 3;

  private final Name zone;
  private final Policy policy;
  private final RolloverTerms terms;
  private final KeyVaults vaults;
  private final KeySetStore store;
  private final HoldStore holds;
  private final ObservationStore observations;

  public KeyManager(SignerDatabase database, KeyVaults vaults, Name zone, Policy policy) {
    this.zone = zone;
    this.policy = policy;
    this.terms = RolloverTerms.of(policy);
    this.vaults = vaults;
    this.store = new KeySetStore(database);
    this.holds = new HoldStore(database);
    this.observations = new ObservationStore(database);
  }

  /** The keys whose private halves are still there, oldest first. */
  public KeySet keys() {
    return store.load(zone);
  }

  /**
   * Makes sure that the keys which are to stay are in their vaults here.
   *
   * @throws org.countersign.keys.VaultException for the first that is missing, or is another
   */
  public void demandKeys() {
    new NeededKeys(vaults).demandWanted(keys());
  }

  /** Every key the zone ever had, oldest first. */
  public List<StoredKey> everyKey() {
    return store.all(zone);
  }

  /** What was seen of the zone and of its DS, as far as it matters now. */
  public Observations seen() {
    return observations.load(zone, policy);
  }

  /** What operators hold back, and what they have agreed to. */
  public Consent consent(Instant now) {
    Optional<String> held =
        holds.all(zone).stream()
            .filter(hold -> hold.scope() == HoldScope.ROLLOVER && hold.holdsAt(now))
            .map(KeyManager::why)
            .findFirst();
    Set<Approval> approvals =
        store.approvals(zone).stream().map(StoredApproval::approval).collect(Collectors.toSet());
    return new Consent(held, approvals);
  }

  private static String why(Hold hold) {
    return hold.reason() + " (" + hold.owner() + ")";
  }

  /** What every record of every key would do in a run now, and what comes next; nothing is done. */
  public KeyReport explain(Instant now) {
    KeySet keys = keys();
    Observations seen = seen();
    Consent consent = consent(now);
    RolloverStep step = new RolloverMachine().step(keys, terms, seen, consent, now);
    KeySchedule schedule = new KeySchedule(keys, terms);
    return new KeyReport(
        step,
        Forecast.next(keys, terms, seen, now, NEXT_MOVES),
        consent.held().isPresent() ? List.of() : schedule.due(now),
        consent);
  }

  /** What may be done about a ZSK that is compromised, and what each way costs. */
  public List<EmergencyChoice> choices(KeyId key, Instant now) {
    return emergency(now).choices(key);
  }

  /** Whether a published standby, known in every cache, can take over from a ZSK at once. */
  public boolean standbyIsReady(KeyId key, Instant now) {
    return emergency(now).standbyIsReady(key);
  }

  /**
   * What it means that a ZSK is lost and no standby is ready; to be said before anything starts.
   */
  public String lostWithoutStandby(KeyId key, Instant now) {
    return emergency(now).lostWithoutStandby(key);
  }

  private ZskEmergency emergency(Instant now) {
    return new ZskEmergency(keys(), terms, seen(), now);
  }

  /**
   * The keys to be changed, under the zone's lease.
   *
   * @param actor who does it, for the audit trail
   */
  public KeyChanges under(Lease lease, String actor) {
    if (!lease.zone().equals(zone)) {
      throw new IllegalArgumentException("a lease on " + lease.zone() + " is no lease on " + zone);
    }
    return new KeyChanges(this, store.under(lease, actor));
  }

  Name zone() {
    return zone;
  }

  Policy policy() {
    return policy;
  }

  RolloverTerms terms() {
    return terms;
  }

  KeyVaults vaults() {
    return vaults;
  }
}
