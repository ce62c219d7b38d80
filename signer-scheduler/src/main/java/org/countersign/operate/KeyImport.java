package org.countersign.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.keys.adopt.Adopted;
import org.countersign.keys.adopt.Adoption;
import org.countersign.keys.adopt.FoundKey;
import org.countersign.keys.adopt.ServedZone;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RolloverTerms;
import org.countersign.run.KeyChanges;
import org.countersign.store.HoldScope;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;

/**
 * Takes a zone's keys over from another signer, whole or not at all. Rollovers are held from then
 * on, unless the keys need one that was made here and is not published yet beside them.
 */
final class KeyImport {
  private final ZoneSession session;
  private final KeySource source;
  private final ServedZone served;

  KeyImport(ZoneSession session, KeySource source, ServedZone served) {
    this.session = session;
    this.source = source;
    this.served = served;
  }

  /**
   * Takes the keys over.
   *
   * @param withoutPrivate served keys that may stay without a private half here
   * @return what came of it; with a refusal among its findings nothing was changed
   */
  Adopted take(Set<Fingerprint> withoutPrivate) {
    List<FoundKey> found = source.found();
    return session.change(
        changes -> {
          Adopted adopted = plan(found, withoutPrivate);
          return adopted.refused() ? adopted : take(adopted, changes);
        });
  }

  private Adopted plan(List<FoundKey> found, Set<Fingerprint> withoutPrivate) {
    List<Dnskey> known = session.keys().stream().map(k -> k.key().dnskey()).toList();
    Set<Fingerprint> ours = known.stream().map(Dnskey::fingerprint).collect(Collectors.toSet());
    List<FoundKey> fresh =
        found.stream().filter(k -> !ours.contains(k.dnskey().fingerprint())).toList();
    if (fresh.isEmpty()) {
      return new Adopted(
          List.of(),
          List.of(
              Finding.refuse(
                      RuleId.KEY_PLAN,
                      "every key in " + source.text() + " is known already: nothing to take over")
                  .at(session.origin().toString())));
    }
    return new Adoption(session.origin(), RolloverTerms.of(session.policy()), served, session.now())
        .adopt(fresh, session.keyManager().keys(), known, withoutPrivate);
  }

  private Adopted take(Adopted adopted, KeyChanges changes) {
    boolean held = adopted.whole() && hold();
    try {
      List<ManagedKey> keys = new ArrayList<>();
      for (ManagedKey key : adopted.keys()) {
        keys.add(key.handle().isNone() ? key : brought(key));
      }
      changes.adopt(keys, "from " + source.text(), session.now());
      return new Adopted(keys, adopted.findings());
    } catch (RuntimeException e) {
      if (e instanceof StoreException store && !SignerDatabase.rolledBack(store)) {
        throw e; // they may be on record, and then their private halves are needed
      }
      try {
        source.undo();
        if (held) {
          session
              .holds()
              .resume(session.origin(), HoldScope.ROLLOVER, Actors.person(), session.now());
        }
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private ManagedKey brought(ManagedKey key) {
    return new ManagedKey(
        key.id(),
        key.role(),
        key.dnskey(),
        source.bring(key.handle(), key.role()),
        key.goal(),
        key.predecessors(),
        key.createdAt(),
        key.records());
  }

  /** Whether this hold is ours; one that stands already does as well. */
  private boolean hold() {
    return session
        .holds()
        .hold(
            session.origin(),
            HoldScope.ROLLOVER,
            Actors.person(),
            "keys taken over from " + source.text() + ": look at `key explain`, then resume",
            session.now(),
            Optional.empty())
        .isEmpty();
  }
}
