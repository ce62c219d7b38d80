package org.countersign.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.policy.Policy;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;
import org.countersign.store.ObservationStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.ServerView;
import org.countersign.store.SignerDatabase;
import org.countersign.validate.KeyHistory.Served;

/** Whether the zone's servers serve what was released, as the observer saw them last. */
final class ServedCheck {
  private final ObservationStore observations;
  private final ReleaseLedger releases;

  ServedCheck(SignerDatabase database) {
    this.observations = new ObservationStore(database);
    this.releases = new ReleaseLedger(database);
  }

  /** What is wrong, server by server; empty if nothing is, or nobody was asked. */
  List<String> troubles(Name zone, Policy policy, Optional<ReleaseRecord> newest, Instant now) {
    Duration patience = policy.timing().zonePropagationDelay();
    Set<String> asked = Set.copyOf(policy.timing().checkServers());
    return observations.servers(zone).stream()
        .filter(view -> asked.contains(view.server()))
        .flatMap(view -> trouble(zone, view, newest, patience, now).stream())
        .toList();
  }

  private Optional<String> trouble(
      Name zone, ServerView view, Optional<ReleaseRecord> newest, Duration patience, Instant now) {
    if (view.failing()) {
      Instant since = view.answeredAt().orElse(view.failure().orElseThrow().first());
      return since.plus(patience).isBefore(now)
          ? Optional.of(view.server() + ": " + view.failure().orElseThrow().message())
          : Optional.empty();
    }
    return view.zone().flatMap(served -> wrong(zone, served, newest, patience));
  }

  private Optional<String> wrong(
      Name zone, Served served, Optional<ReleaseRecord> newest, Duration patience) {
    Serial serial = served.serial();
    Optional<ReleaseRecord> release = releases.find(zone, serial);
    if (release.isEmpty()) {
      return Optional.of(served.server() + " serves " + serial + ", which was never released");
    }
    if (!published(release.get()).equals(fingerprints(served))) {
      return Optional.of(
          served.server() + " serves other keys than " + serial + " was released with");
    }
    boolean late =
        newest.isPresent()
            && newest.get().serial().isNewerThan(serial)
            && newest.get().releasedAt().plus(patience).isBefore(served.last());
    return late
        ? Optional.of(
            served.server()
                + " still serves "
                + serial
                + "; "
                + newest.get().serial()
                + " was released "
                + newest.get().releasedAt())
        : Optional.empty();
  }

  private static Set<Fingerprint> published(ReleaseRecord release) {
    return release.keys().stream()
        .filter(ReleasedKey::published)
        .map(ReleasedKey::fingerprint)
        .collect(Collectors.toSet());
  }

  private static Set<Fingerprint> fingerprints(Served served) {
    return served.keys().stream().map(key -> key.fingerprint()).collect(Collectors.toSet());
  }
}
