package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.ReleaseFact;
import org.countersign.keys.observe.ZoneObservation;
import org.countersign.keys.rollover.ResolverCaches.KeyRrset;

/**
 * The zone's servers: some that are checked and may lag for any time, and one nobody asks, which
 * has every release as late as the policy's propagation delay allows.
 */
final class ModelZone {
  private record Release(
      Serial serial, Instant at, KeyRrset keys, long data, Duration keyTtl, Duration maxTtl) {}

  private final List<Release> releases = new ArrayList<>();
  private final Duration unseenLag;
  private final int[] serves;
  final boolean[] stuck;
  private final boolean[] dead;
  private final List<ZoneObservation> rows = new ArrayList<>();
  private int unseen;

  ModelZone(int servers, Duration unseenLag) {
    this.unseenLag = unseenLag;
    this.serves = new int[servers];
    this.stuck = new boolean[servers];
    this.dead = new boolean[servers];
  }

  int servers() {
    return serves.length;
  }

  void release(
      Serial serial, Instant at, KeyRrset keys, long data, Duration keyTtl, Duration maxTtl) {
    releases.add(new Release(serial, at, keys, data, keyTtl, maxTtl));
  }

  /** What every server hands out up to {@code now}, into the caches. */
  void serve(ResolverCaches caches, Instant now) {
    for (int i = 0; i < serves.length; i++) {
      if (!dead[i]) {
        keep(caches, releases.get(serves[i]), now);
      }
    }
    while (unseen < releases.size() - 1
        && !releases.get(unseen + 1).at().plus(unseenLag).isAfter(now)) {
      keep(caches, releases.get(unseen), releases.get(unseen + 1).at().plus(unseenLag));
      unseen++;
    }
    keep(caches, releases.get(unseen), now);
    keep(caches, releases.get(releases.size() - 1), now); // others have it at once
  }

  private static void keep(ResolverCaches caches, Release release, Instant until) {
    caches.keys(release.keys(), until.plus(release.keyTtl()));
    caches.data(release.data(), until.plus(release.maxTtl()));
  }

  void catchUp(int server) {
    if (!stuck[server] && !dead[server]) {
      serves[server] = releases.size() - 1;
    }
  }

  void die(int server) {
    dead[server] = true;
  }

  boolean isDead(int server) {
    return dead[server];
  }

  void observe(int server, Instant now) {
    if (dead[server]) {
      return;
    }
    Release release = releases.get(serves[server]);
    String name = "ns" + server;
    for (int i = rows.size() - 1; i >= 0; i--) {
      ZoneObservation row = rows.get(i);
      if (row.server().equals(name)) {
        if (row.serial().equals(release.serial())) {
          rows.set(i, new ZoneObservation(name, row.serial(), row.dnskeyTtl(), row.first(), now));
          return;
        }
        break;
      }
    }
    rows.add(new ZoneObservation(name, release.serial(), release.keyTtl(), now, now));
  }

  List<ZoneObservation> rows() {
    return rows;
  }

  List<ReleaseFact> facts() {
    return releases.stream()
        .map(r -> new ReleaseFact(r.serial(), r.at(), r.keyTtl(), r.maxTtl()))
        .toList();
  }

  Serial lastSerial() {
    return releases.get(releases.size() - 1).serial();
  }
}
