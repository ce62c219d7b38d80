package org.countersign.transfer;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.dns.Name;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedZone;
import org.countersign.zone.ZoneImage;

/** The release of each zone that is served, and how the next one takes its place. */
final class ServedZones {
  private final ReleaseSource releases;
  private final ZoneLoader loader;
  private final Map<Name, ServedZone> served = new ConcurrentHashMap<>();

  /** The images of what is served, which the next releases are compared with. */
  private final Map<Name, ZoneImage> images = new HashMap<>();

  ServedZones(ReleaseSource releases, ZoneLoader loader) {
    this.releases = releases;
    this.loader = loader;
  }

  /** What is served of a zone, retained for the caller. */
  Optional<ServedZone> retained(Name zone) {
    while (true) {
      ServedZone current = served.get(zone);
      if (current == null) {
        return Optional.empty();
      }
      if (current.retain()) {
        return Optional.of(current);
      }
      Thread.onSpinWait(); // it was replaced just now
    }
  }

  /** Serves the newest release of the ledger. */
  synchronized Optional<ServedZone> serveNewest(Name zone) throws IOException {
    List<ReleaseRecord> all = releases.releases(zone);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(serve(releases.restored(all.get(0)), all));
  }

  /** Serves a release, unless it or a newer one is served. */
  synchronized ServedZone serve(ReleasedZone zone) throws IOException {
    ServedZone current = served.get(zone.origin());
    return current != null && !zone.serial().isNewerThan(current.serial())
        ? current
        : serve(zone, releases.releases(zone.origin()));
  }

  private ServedZone serve(ReleasedZone zone, List<ReleaseRecord> all) throws IOException {
    ServedZone current = served.get(zone.origin());
    if (current != null && !zone.serial().isNewerThan(current.serial())) {
      return current;
    }
    for (ReleaseRecord between : between(current, zone, all)) {
      current = follow(current, releases.restored(between), all);
    }
    return follow(current, zone, all);
  }

  /** Releases that came between, oldest first: a difference leads over each of them. */
  private static List<ReleaseRecord> between(
      ServedZone current, ReleasedZone zone, List<ReleaseRecord> newestFirst) {
    if (current == null) {
      return List.of();
    }
    List<ReleaseRecord> between = new java.util.ArrayList<>();
    for (ReleaseRecord release : newestFirst) {
      if (release.serial().isNewerThan(current.serial())
          && zone.serial().isNewerThan(release.serial())) {
        between.add(0, release);
      }
    }
    return between;
  }

  private ServedZone follow(ServedZone current, ReleasedZone zone, List<ReleaseRecord> all)
      throws IOException {
    ZoneImage image = loader.image(zone);
    ServedZone next =
        current == null
            ? loader.first(zone.record(), image, all)
            : loader.following(current, images.get(zone.origin()), zone.record(), image, all);
    images.put(zone.origin(), image);
    served.put(zone.origin(), next);
    if (current != null) {
      current.release();
    }
    return next;
  }

  /**
   * Finds the differences that lead to what is served from the releases before it, as far as their
   * artefacts are kept: after a restart none is known.
   *
   * @throws IOException if an artefact that is there is not what was released
   */
  void recall(Name zone) throws IOException {
    ServedZone first;
    ZoneImage newer;
    synchronized (this) {
      first = served.get(zone);
      newer = images.get(zone);
    }
    for (ReleaseRecord release : releases.releases(zone)) {
      if (first == null || !first.serial().isNewerThan(release.serial())) {
        continue;
      }
      ZoneImage older;
      try {
        older = loader.image(releases.restored(release));
      } catch (NoSuchFileException e) {
        return; // retired
      }
      Optional<ZoneDifference> difference = loader.difference(older, newer, first);
      if (difference.isEmpty() || !precede(zone, difference.get())) {
        return;
      }
      newer = older;
    }
  }

  private synchronized boolean precede(Name zone, ZoneDifference former) {
    ServedZone current = served.get(zone);
    return current != null && current.precede(former);
  }

  synchronized void close() {
    served.values().forEach(Counted::release);
    served.clear();
    images.clear();
  }
}
