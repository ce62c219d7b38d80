package org.countersign.run;

import java.time.Instant;
import java.util.Optional;
import org.countersign.keys.KeyRole;
import org.countersign.keys.rollover.KeySet;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RollStart;
import org.countersign.store.KeyEdit;
import org.countersign.store.LeasedKeys;

/** The beginnings of rollovers, with the keys that are made for them. */
final class KeyStarts {
  private final KeyManager manager;
  private final LeasedKeys store;

  KeyStarts(KeyManager manager, LeasedKeys store) {
    this.manager = manager;
    this.store = store;
  }

  /** Begins a rollover; or says what keeps its key from being published, which is a spare then. */
  Optional<String> begin(RollStart start, String why, Instant now) {
    KeySet before = store.load();
    if (!start.needsKey()) {
      store.save(KeyEdit.of(before, start.begin(before), why, now));
      return Optional.empty();
    }
    Optional<ManagedKey> spare = Spares.of(before, start.role(), start.algorithm());
    if (spare.isPresent()) {
      Optional<String> lack = Readiness.lack(spare.get(), manager.vaults());
      if (lack.isEmpty()) {
        KeySet after = start.begin(Spares.without(before, spare.get()), Spares.used(spare.get()));
        store.save(KeyEdit.of(before, after, why, now));
      }
      return lack;
    }
    NewKey made = NewKey.make(manager, start.role(), start.algorithm(), store.everKnown(), now);
    Optional<String> lack = Readiness.lack(made.key(), manager.vaults());
    KeySet after =
        lack.isEmpty() ? start.begin(before, made.key()) : before.plus(Spares.fresh(made.key()));
    made.recordedBy(() -> store.save(KeyEdit.of(before, after, why, now)));
    return lack;
  }

  /** Makes a key that nobody publishes yet. */
  ManagedKey spare(KeyRole role, String reason, Instant now) {
    KeySet before = store.load();
    NewKey made = NewKey.make(manager, role, manager.terms().algorithm(), store.everKnown(), now);
    ManagedKey spare = Spares.fresh(made.key());
    made.recordedBy(() -> store.save(KeyEdit.of(before, before.plus(spare), reason, now)));
    return spare;
  }
}
