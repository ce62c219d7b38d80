package org.countersign.keys.rollover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.keys.KeyId;
import org.countersign.keys.observe.DsNames;
import org.countersign.keys.observe.ParentObservation;

/** The parent's servers, with one nobody asks that is as late as the policy allows. */
final class ModelParent {
  private record Version(Instant at, Set<KeyId> ds, long mask) {}

  private final List<Version> versions = new ArrayList<>();
  private final Duration ttl;
  private final Duration unseenLag;
  private final int[] serves;
  private final List<ParentObservation> rows = new ArrayList<>();
  private int unseen;

  ModelParent(int servers, Duration ttl, Duration unseenLag) {
    this.serves = new int[servers];
    this.ttl = ttl;
    this.unseenLag = unseenLag;
  }

  int servers() {
    return serves.length;
  }

  void publish(Instant at, Set<KeyId> ds, long mask) {
    if (versions.isEmpty() || !current().equals(ds)) {
      versions.add(new Version(at, Set.copyOf(ds), mask));
    }
  }

  Set<KeyId> current() {
    return versions.get(versions.size() - 1).ds();
  }

  void serve(ResolverCaches caches, Instant now) {
    for (int at : serves) {
      caches.ds(versions.get(at).mask(), now.plus(ttl));
    }
    while (unseen < versions.size() - 1
        && !versions.get(unseen + 1).at().plus(unseenLag).isAfter(now)) {
      Instant until = versions.get(unseen + 1).at().plus(unseenLag);
      caches.ds(versions.get(unseen).mask(), until.plus(ttl));
      unseen++;
    }
    caches.ds(versions.get(unseen).mask(), now.plus(ttl));
    caches.ds(versions.get(versions.size() - 1).mask(), now.plus(ttl));
  }

  void catchUp(int server) {
    serves[server] = versions.size() - 1;
  }

  /** Whether every server that can be asked has the key's DS, or none has. */
  boolean everywhere(KeyId key, boolean present) {
    for (int at : serves) {
      if (versions.get(at).ds().contains(key) != present) {
        return false;
      }
    }
    return true;
  }

  /**
   * Asks a server; its answer is octets, told apart by {@code names}.
   *
   * @param keys what the zone has
   */
  void observe(int server, Instant now, DsNames names, KeySet keys) {
    Map<KeyId, Dnskey> known = new java.util.HashMap<>();
    keys.keys().forEach(k -> known.put(k.id(), k.dnskey()));
    List<byte[]> answer = new ArrayList<>();
    for (KeyId id : versions.get(serves[server]).ds()) {
      answer.add(known.get(id).ds(keys.origin(), 2));
    }
    Set<KeyId> named = new HashSet<>(names.named(answer, known));
    String name = "parent" + server;
    rows.add(new ParentObservation(name, ttl, named, 0, now));
  }

  List<ParentObservation> rows() {
    return rows;
  }
}
