package org.countersign.keys.rollover;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.keys.observe.Evidence;
import org.countersign.keys.observe.Observations;
import org.countersign.keys.observe.ServedTtls;

/** Wanted? Safe? Due? Seen? Approved? One record's outcome, by the first of them that says no. */
class Decider {
  private final Wanted wanted;
  private final Safe safe;
  private final Due due;
  private final Seen seen;
  private final Approved approved;

  Decider(Wanted wanted, Safe safe, Due due, Seen seen, Approved approved) {
    this.wanted = wanted;
    this.safe = safe;
    this.due = due;
    this.seen = seen;
    this.approved = approved;
  }

  static Decider standard() {
    return new Decider(new Wanted(), new Safe(), new Due(), new Seen(), new Approved());
  }

  /** What TTLs count, which a test may want to get wrong. */
  ServedTtls ttls(Observations observations, Instant now) {
    return new ServedTtls(observations, now);
  }

  Outcome decide(Situation at, KeySet set, ManagedKey key, KeyRecord record) {
    Optional<Presence> to = Targets.of(set, key, record).next(key.presence(record));
    if (to.isEmpty()) {
      return new Outcome.NothingToDo();
    }
    Outcome outcome = decide(at, set, key, record, to.get());
    if (to.get().isChange() && !(outcome instanceof Outcome.Advance)) {
      return settling(key.presence(record))
          .map(known -> decide(at, set, key, record, known))
          .filter(o -> o instanceof Outcome.Advance)
          .orElse(outcome);
    }
    return outcome;
  }

  /**
   * What becomes known of a record in time, wherever it is to end: a successor that is replaced
   * before it settled, and cannot be spared yet, still becomes known everywhere.
   */
  private static Optional<Presence> settling(Presence presence) {
    return switch (presence) {
      case RUMOURED -> Optional.of(Presence.OMNIPRESENT);
      case UNRETENTIVE -> Optional.of(Presence.HIDDEN);
      default -> Optional.empty();
    };
  }

  private Outcome decide(Situation at, KeySet set, ManagedKey key, KeyRecord record, Presence to) {
    Bundle bundle = Bundle.of(set, key, record, to);
    return wanted(at, set, bundle)
        .or(() -> safe(at, set, bundle))
        .or(() -> dueAndSeen(at, set, key, bundle))
        .or(() -> approved(at, bundle))
        .orElseGet(() -> new Outcome.Advance(bundle));
  }

  private Optional<Outcome> wanted(Situation at, KeySet set, Bundle bundle) {
    for (Move move : bundle.moves()) {
      Optional<String> obstacle = wanted.obstacle(set, at.terms(), move);
      if (obstacle.isPresent()) {
        String why = set.key(move.key()).shown() + " " + move.record() + " comes after that";
        return Optional.of(new Outcome.WaitFor(obstacle.get(), why));
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> safe(Situation at, KeySet set, Bundle bundle) {
    return safe.broken(set, at.terms(), bundle)
        .map(
            rule ->
                new Outcome.Blocked(
                    rule,
                    shown(set, bundle)
                        + " would be "
                        + bundle.to()
                        + ", and then no cache could be sure that "
                        + rule.says()));
  }

  private Optional<Outcome> dueAndSeen(Situation at, KeySet set, ManagedKey key, Bundle bundle) {
    if (bundle.to().isChange()) {
      return Optional.empty();
    }
    Move move = bundle.moves().get(0);
    Seen.Answer answer = seen.of(at.evidence(), set, key, move.record());
    if (answer.since().isEmpty()) {
      return Optional.of(
          new Outcome.WaitFor(
              answer.missing(), "no clock runs before a change is seen everywhere"));
    }
    Instant since = answer.since().get();
    Instant when = due.at(set, at.terms(), at.ttls(), move, since);
    if (!when.isAfter(at.now())) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.WaitUntil(
            when,
            "seen everywhere since " + since + "; until then a cache may hold what was before"));
  }

  private Optional<Outcome> approved(Situation at, Bundle bundle) {
    return approved
        .missing(at.terms(), at.consent(), bundle)
        .map(who -> new Outcome.WaitFor(who, "the policy or a hold asks for it"));
  }

  private static String shown(KeySet set, Bundle bundle) {
    return bundle.moves().stream()
        .map(m -> m.record() + " of " + set.key(m.key()).shown())
        .collect(Collectors.joining(" and "));
  }

  /** What one step goes by. */
  record Situation(
      RolloverTerms terms, Evidence evidence, ServedTtls ttls, Consent consent, Instant now) {}
}
