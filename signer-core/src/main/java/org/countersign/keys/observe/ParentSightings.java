package org.countersign.keys.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.countersign.keys.KeyId;

/**
 * When a key's DS was seen at every server of the parent, or at none. Only what was seen after the
 * change was wanted counts: a DS that is not there yet is not one that has gone.
 */
final class ParentSightings {
  private final Observations seen;

  ParentSightings(Observations seen) {
    this.seen = seen;
  }

  Sighting of(KeyId key, boolean present, Set<KeyId> followers, Instant wanted, Instant now) {
    Optional<Instant> stated = stated(key, present, wanted, now);
    if (stated.isPresent()) {
      return Sighting.at(stated.get());
    }
    String what = present ? "the DS" : "the DS to be gone";
    Instant latest = Instant.MIN;
    List<String> missing = new ArrayList<>();
    boolean asked = false;
    for (String server : seen.parentServers()) {
      Optional<Instant> waived = seen.waived(server, now).map(s -> later(s, wanted));
      asked |= waived.isEmpty();
      Optional<Instant> at =
          (present ? come(server, key, wanted) : gone(server, key, followers, wanted))
              .or(() -> waived);
      if (at.isEmpty()) {
        missing.add(server);
      } else if (at.get().isAfter(latest)) {
        latest = at.get();
      }
    }
    if (!missing.isEmpty()) {
      return Sighting.missing(what + " at the parent's " + String.join(", ", missing));
    }
    if (!asked) {
      return Sighting.missing(
          what + " at the parent; it is not asked, say `key ds-" + (present ? "seen`" : "gone`"));
    }
    return Sighting.at(latest);
  }

  /** Since when operators have said so, unless one has said otherwise since; repeating is free. */
  private Optional<Instant> stated(KeyId key, boolean present, Instant wanted, Instant now) {
    Instant other = Instant.MIN;
    for (DsStatement s : seen.statements()) {
      if (s.key().equals(key) && s.present() != present && s.at().isAfter(other)) {
        other = s.at();
      }
    }
    Instant last = other;
    return seen.statements().stream()
        .filter(s -> s.key().equals(key) && s.present() == present)
        .map(DsStatement::at)
        .filter(at -> at.isAfter(last) && !at.isBefore(wanted) && !at.isAfter(now))
        .min(Instant::compareTo);
  }

  /** The first answer of those that all have the DS, of those after it was wanted. */
  private Optional<Instant> come(String server, KeyId key, Instant wanted) {
    Instant without = last(server, o -> !o.named().contains(key));
    return first(server, o -> o.named().contains(key) && o.at().isAfter(without), wanted);
  }

  /**
   * The first answer without the DS. A server that was never seen with it may only be late: there a
   * follower's DS is the sign that it knows of the change.
   */
  private Optional<Instant> gone(String server, KeyId key, Set<KeyId> followers, Instant wanted) {
    Instant with = last(server, o -> o.named().contains(key));
    return first(
        server,
        o ->
            o.at().isAfter(with)
                && (with.isAfter(Instant.MIN) || !Collections.disjoint(o.named(), followers)),
        wanted);
  }

  private Instant last(String server, Predicate<ParentObservation> which) {
    Instant last = Instant.MIN;
    for (ParentObservation o : seen.parent()) {
      if (o.server().equals(server) && which.test(o) && o.at().isAfter(last)) {
        last = o.at();
      }
    }
    return last;
  }

  private Optional<Instant> first(
      String server, Predicate<ParentObservation> which, Instant wanted) {
    Instant first = null;
    for (ParentObservation o : seen.parent()) {
      if (o.server().equals(server)
          && !o.at().isBefore(wanted)
          && (first == null || o.at().isBefore(first))
          && which.test(o)) {
        first = o.at();
      }
    }
    return Optional.ofNullable(first);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
