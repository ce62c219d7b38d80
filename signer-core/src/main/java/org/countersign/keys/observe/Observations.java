package org.countersign.keys.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen of a zone, for one decision. Rows may come in any order; older ones may
 * be left out once no record waits for them and no cache can hold what they served.
 *
 * @param checkServers the zone's servers that must be seen serving a change; none: its release is
 *     taken for it
 * @param parentServers the parent's servers that must be seen; none: an operator's statement is
 *     needed
 * @param releases in the order of release
 */
public record Observations(
    List<String> checkServers,
    List<String> parentServers,
    List<ReleaseFact> releases,
    List<ZoneObservation> zone,
    List<ParentObservation> parent,
    List<DsStatement> statements,
    List<Waiver> waivers) {
  public Observations {
    checkServers = List.copyOf(checkServers);
    parentServers = List.copyOf(parentServers);
    releases = List.copyOf(releases);
    zone = List.copyOf(zone);
    parent = List.copyOf(parent);
    statements = List.copyOf(statements);
    waivers = List.copyOf(waivers);
  }

  /** Nothing seen yet. */
  public static Observations none(List<String> checkServers, List<String> parentServers) {
    return new Observations(
        checkServers, parentServers, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Since when nobody can be asking a server, as an operator says; what it handed out before counts
   * on. Empty if it is still waited for.
   */
  Optional<Instant> waived(String server, Instant now) {
    return waivers.stream()
        .filter(w -> w.server().equals(server) && !w.since().isAfter(now))
        .map(Waiver::since)
        .min(Instant::compareTo);
  }
}
