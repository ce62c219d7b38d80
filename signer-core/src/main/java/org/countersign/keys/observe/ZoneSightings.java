package org.countersign.keys.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * When a release was seen at every check server: the moment from which no server hands out what was
 * before it. A server that fell back counts from its return.
 */
final class ZoneSightings {
  private final Observations seen;

  ZoneSightings(Observations seen) {
    this.seen = seen;
  }

  Sighting of(Serial serial, Instant now) {
    if (seen.checkServers().isEmpty()) {
      return seen.releases().stream()
          .filter(r -> r.serial().equals(serial))
          .map(r -> Sighting.at(r.at()))
          .findFirst()
          .orElseGet(() -> Sighting.missing("the release with serial " + serial));
    }
    Optional<Instant> latest = Optional.empty();
    List<String> missing = new ArrayList<>();
    boolean asked = false;
    for (String server : seen.checkServers()) {
      Optional<Instant> waived = seen.waived(server, now);
      asked |= waived.isEmpty();
      Optional<Instant> at = at(server, serial).or(() -> waived);
      if (at.isEmpty()) {
        missing.add(server);
      } else if (latest.isEmpty() || at.get().isAfter(latest.get())) {
        latest = at;
      }
    }
    if (!missing.isEmpty()) {
      return Sighting.missing(String.join(", ", missing) + " to serve serial " + serial);
    }
    return asked
        ? Sighting.at(latest.orElseThrow())
        : Sighting.missing("a check server: every one of them is waived");
  }

  private Optional<Instant> at(String server, Serial serial) {
    Instant since = null;
    Instant without = Instant.MIN;
    for (ZoneObservation o : seen.zone()) {
      if (o.server().equals(server) && !o.contains(serial) && o.last().isAfter(without)) {
        without = o.last();
      }
    }
    for (ZoneObservation o : seen.zone()) {
      if (o.server().equals(server)
          && o.contains(serial)
          && !o.first().isBefore(without)
          && (since == null || o.first().isBefore(since))) {
        since = o.first();
      }
    }
    return Optional.ofNullable(since);
  }
}
