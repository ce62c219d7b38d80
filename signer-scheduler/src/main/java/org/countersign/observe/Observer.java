package org.countersign.observe;

import java.time.Instant;
import org.countersign.dns.Name;
import org.countersign.keys.observe.Sweep;
import org.countersign.policy.Policy;
import org.countersign.store.ObservationStore;

/**
 * Asks a zone's servers and its parent's and keeps what they say. A server that does not answer is
 * kept as such; it is no failure of the observer.
 */
public final class Observer {
  private final ObservationStore store;
  private final Survey survey;

  public Observer(ObservationStore store) {
    this(store, Patience.USUAL);
  }

  public Observer(ObservationStore store, Patience patience) {
    this.store = store;
    this.survey = new Survey(patience);
  }

  /**
   * Asks every server once and stores the answers in one transaction.
   *
   * @param now when it begins
   * @return what they said
   * @throws org.countersign.store.StoreException if it cannot be stored
   */
  public Sweep observeOnce(Name zone, Policy policy, Instant now) {
    Sweep sweep = survey.ask(zone, policy, now);
    store.record(zone, sweep, now);
    return sweep;
  }
}
