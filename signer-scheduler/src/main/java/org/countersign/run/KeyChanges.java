package org.countersign.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.countersign.dns.Fingerprint;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.Approval;
import org.countersign.keys.rollover.Consent;
import org.countersign.keys.rollover.Goal;
import org.countersign.keys.rollover.KeySchedule;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RollStart;
import org.countersign.keys.rollover.RolloverMachine;
import org.countersign.keys.rollover.RolloverStep;
import org.countersign.keys.rollover.ZskEmergency;
import org.countersign.store.KeyEdit;
import org.countersign.store.LeasedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of one zone's keys under its lease. What is asked for here sets goals and makes keys; the
 * state machine moves records at its own pace, in {@link #advance}. Each change is on the audit
 * trail with its reason, and stored whole or not at all.
 */
public final class KeyChanges {
  private static final Logger LOG = LoggerFactory.getLogger(KeyChanges.class);

  private final KeyManager manager;
  private final LeasedKeys store;
  private final KeyStarts starts;

  KeyChanges(KeyManager manager, LeasedKeys store) {
    this.manager = manager;
    this.store = store;
    this.starts = new KeyStarts(manager, store);
  }

  /**
   * Begins every rollover that the policy asks for now: first keys, successors, standbys.
   *
   * @return why some did not begin: their keys are not ready
   */
  public List<String> begin(Instant now) {
    return new KeySchedule(store.load(), manager.terms())
        .due(now).stream()
            .flatMap(start -> starts.begin(start, start.why(), now).stream())
            .toList();
  }

  /**
   * Moves every record that may move now, and says what the others wait for. Rollovers that are due
   * begin first, unless rollovers are held.
   *
   * @param frozen why nothing may be published or withdrawn although no operator holds it
   * @param unready told why a rollover that is due did not begin
   * @throws org.countersign.keys.VaultException if a key that is needed is not in its vault;
   *     nothing is ever generated in its place
   */
  public RolloverStep advance(Instant now, Optional<String> frozen, Consumer<String> unready) {
    NeededKeys needed = new NeededKeys(manager.vaults());
    needed.demandWanted(store.load());
    Consent consent = frozen.map(Consent::held).orElseGet(() -> manager.consent(now));
    if (consent.held().isEmpty()) {
      begin(now).forEach(unready);
    }
    RolloverStep step = step(consent, now);
    needed.demandSigning(step.after());
    save(step, "rollover", now);
    log(step);
    return step;
  }

  /** One line for each record of each key. */
  private void log(RolloverStep step) {
    step.moves().forEach(m -> LOG.info("{} {} moves: {}", manager.zone(), shown(step, m.key()), m));
    step.decisions()
        .forEach(d -> LOG.debug("{} {} {}", manager.zone(), shown(step, d.key()), d.text()));
  }

  private static String shown(RolloverStep step, KeyId key) {
    return step.after().key(key).shown();
  }

  private RolloverStep step(Consent consent, Instant now) {
    return new RolloverMachine().step(store.load(), manager.terms(), manager.seen(), consent, now);
  }

  private void save(RolloverStep step, String why, Instant now) {
    store.save(new KeyEdit(step.before(), step.after(), step.moves(), "key generate", why, now));
  }

  /**
   * Begins a rollover by hand, whatever runs already.
   *
   * @throws KeyRefusal if the policy has no key of the role, or the new key is not ready
   */
  public KeySet roll(KeyRole role, String reason, Instant now) {
    return begun(schedule -> schedule.byHand(role, reason), reason, now);
  }

  /**
   * Lets a compromised key go as fast as nothing breaks: it has a successor, unless it is a standby
   * or on its way out already.
   *
   * @throws KeyRefusal if the policy has no key of its role
   */
  public KeySet away(KeyId id, String reason, Instant now) {
    return key(id).goal() == Goal.HIDDEN
        ? store.load()
        : begun(schedule -> schedule.away(id, reason), reason, now);
  }

  private KeySet begun(Function<KeySchedule, RollStart> which, String reason, Instant now) {
    RollStart start;
    try {
      start = which.apply(new KeySchedule(store.load(), manager.terms()));
    } catch (IllegalArgumentException e) {
      throw new KeyRefusal(e.getMessage());
    }
    Optional<String> lack = starts.begin(start, reason, now);
    if (lack.isPresent()) {
      throw new KeyRefusal("its key is not ready, so that nothing was begun: " + lack.get());
    }
    return store.load();
  }

  /**
   * Withdraws a ZSK with the next release, as an operator chose: its successor is begun if none is,
   * and takes over now if its DNSKEY is in every cache.
   *
   * @throws KeyRefusal if no other key may sign yet; the rollover has been begun then
   */
  public KeySet removeNow(KeyId id, String reason, Instant now) {
    ManagedKey key = key(id);
    away(id, reason, now);
    RolloverStep step = step(EmergencyWord.swapOfSigners(store.load()), now);
    save(step, reason, now);
    KeySet removed;
    try {
      removed = new ZskEmergency(step.after(), manager.terms(), manager.seen(), now).removedNow(id);
    } catch (IllegalArgumentException e) {
      throw new KeyRefusal(
          "its successor is on its way, and the "
              + key.shown()
              + " cannot go yet: "
              + e.getMessage());
    }
    store.surrender(id, KeyEdit.of(step.after(), removed, reason, now));
    return removed;
  }

  /**
   * Lets a key go that others can spare.
   *
   * @throws KeyRefusal if it is the last to do its work
   */
  public KeySet retire(KeyId id, String reason, Instant now) {
    KeySet before = store.load();
    ManagedKey key = key(id);
    boolean others =
        before.keys().stream()
            .filter(k -> !k.id().equals(id) && k.goal() == Goal.OMNIPRESENT)
            .filter(k -> !key.role().signsZone() || k.role().signsZone())
            .anyMatch(k -> !key.role().signsKeys() || k.role().signsKeys());
    if (key.goal() == Goal.OMNIPRESENT && !others) {
      throw new KeyRefusal(
          "the "
              + key.shown()
              + " is the last to do its work: `key roll` begins a successor; to unsign the zone"
              + " set keys.insecure in its policy");
    }
    KeySet after = before.retired(List.of(id));
    store.save(KeyEdit.of(before, after, reason, now));
    return after;
  }

  /**
   * Lets every key go: the DS first, the keys once no cache holds it.
   *
   * @throws KeyRefusal unless the policy says {@code keys.insecure} as well
   */
  public KeySet goInsecure(String reason, Instant now) {
    if (!manager.policy().keys().insecure()) {
      throw new KeyRefusal(
          manager.zone()
              + " is to stay signed by its policy: set keys.insecure there first, so that no single"
              + " slip unsigns a zone");
    }
    KeySet before = store.load();
    KeySet after = before.allRetired();
    store.save(KeyEdit.of(before, after, reason, now));
    return after;
  }

  /** Keys withdrawn in an emergency before every cache had forgotten their signatures. */
  Set<Fingerprint> surrendered() {
    return store.surrendered();
  }

  /** Agrees to a move that waits for an operator; false if that was said already. */
  public boolean approve(Approval approval, Instant now) {
    key(approval.key());
    return store.approve(approval, now);
  }

  /**
   * Makes a key that nobody publishes yet; the next rollover of its role takes it.
   *
   * @throws KeyRefusal if the policy has no key of the role
   */
  public ManagedKey generate(KeyRole role, String reason, Instant now) {
    if (manager.policy().keys().csk() != (role == KeyRole.CSK)) {
      throw new KeyRefusal("the policy has no " + role.text() + " (keys.csk)");
    }
    return starts.spare(role, reason, now);
  }

  /**
   * Takes over keys that another signer published, in the states they are in. Keys of ours that
   * were never published make room for them.
   */
  public KeySet adopt(List<ManagedKey> keys, String reason, Instant now) {
    KeySet before = store.load();
    KeySet after = before;
    for (ManagedKey key : before.keys()) {
      if (Spares.neverPublished(key) && keys.stream().anyMatch(k -> Spares.coveredBy(key, k))) {
        after = after.retired(List.of(key.id()));
      }
    }
    for (ManagedKey key : keys) {
      after = after.plus(key);
    }
    store.save(KeyEdit.of(before, after, reason, now).arrivingBy("key import"));
    return after;
  }

  /**
   * Destroys the private half of a key for good.
   *
   * @throws KeyRefusal if anything still speaks for it
   */
  public void destroy(KeyId id, String reason, Instant now) {
    new KeyEnd(store, manager.vaults()).destroy(key(id), reason, now);
  }

  /** Destroys keys that are retired for longer than {@code timing.purgeAfter}. */
  public List<ManagedKey> purge(Instant now) {
    List<ManagedKey> old =
        new KeySchedule(store.load(), manager.terms())
            .purgeable(now).stream().filter(key -> !Spares.neverPublished(key)).toList();
    KeyEnd end = new KeyEnd(store, manager.vaults());
    old.forEach(key -> end.destroy(key, "retired for timing.purgeAfter", now));
    return old;
  }

  private ManagedKey key(KeyId id) {
    return store
        .load()
        .find(id)
        .orElseThrow(
            () ->
                new KeyRefusal(
                    manager.zone() + " has no key with id " + id + ", or it was destroyed"));
  }
}
