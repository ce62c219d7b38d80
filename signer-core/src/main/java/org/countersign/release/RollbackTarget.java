package org.countersign.release;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;

/** Which release a rollback goes back to. */
public final class RollbackTarget {
  private final List<ReleaseRecord> newestFirst;
  private final Collection<Serial> known;

  /**
   * @param newestFirst every release
   * @param known every serial ever released, or seen at a secondary
   */
  public RollbackTarget(List<ReleaseRecord> newestFirst, Collection<Serial> known) {
    this.newestFirst = List.copyOf(newestFirst);
    this.known = known;
  }

  /** The release with a serial. */
  public Optional<ReleaseRecord> named(Serial serial) {
    return newestFirst.stream().filter(r -> r.serial().equals(serial)).findFirst();
  }

  /**
   * The last good release: the newest one where something newer is out there that is not ours; else
   * the newest with other content, or other keys that sign the zone, than what is in service.
   * Releases that an earlier rollback went back behind are not good.
   *
   * @param usable whether a release can be read back; the others are passed over
   */
  public Optional<ReleaseRecord> lastGood(Predicate<ReleaseRecord> usable) {
    ReleaseRecord newest = newestFirst.get(0);
    if (strangerIsOut()) {
      return goodOnes().stream().filter(usable).findFirst();
    }
    return goodOnes().stream()
        .filter(r -> !r.dataDigest().equals(newest.dataDigest()) || !sameSigners(r, newest))
        .filter(usable)
        .findFirst();
  }

  /**
   * The release whose keys sign again when today's data are kept: the newest one where something
   * newer is out there that is not ours, or where other keys are to sign the next release; else the
   * newest that other keys signed.
   *
   * @param next the keys that would sign the next release
   */
  public Optional<ReleaseRecord> formerKeys(Set<Fingerprint> next) {
    ReleaseRecord newest = newestFirst.get(0);
    return strangerIsOut() || !zoneSigners(newest).equals(next)
        ? Optional.of(newest)
        : goodOnes().stream().filter(r -> !sameSigners(r, newest)).findFirst();
  }

  /** Whether a serial newer than our newest release was seen, which is none of ours. */
  public boolean strangerIsOut() {
    Serial newest = newestFirst.get(0).serial();
    return known.stream().anyMatch(s -> s.isNewerThan(newest));
  }

  /** Newest first, without those that a rollback went back behind. */
  private List<ReleaseRecord> goodOnes() {
    List<ReleaseRecord> good = new java.util.ArrayList<>();
    int i = 0;
    while (i < newestFirst.size()) {
      ReleaseRecord release = newestFirst.get(i);
      good.add(release);
      i = release.kind() == ReleaseKind.ROLLBACK ? behind(release, i + 1) : i + 1;
    }
    return good;
  }

  private int behind(ReleaseRecord rollback, int from) {
    Serial back = rollback.basedOn().serial().orElseThrow();
    for (int i = from; i < newestFirst.size(); i++) {
      if (newestFirst.get(i).serial().equals(back)) {
        return i;
      }
    }
    return from;
  }

  private static boolean sameSigners(ReleaseRecord a, ReleaseRecord b) {
    return zoneSigners(a).equals(zoneSigners(b));
  }

  /** The keys that signed a release's data. */
  public static Set<Fingerprint> zoneSigners(ReleaseRecord release) {
    return release.signers().stream()
        .filter(k -> k.role().signsZone())
        .map(ReleasedKey::fingerprint)
        .collect(Collectors.toSet());
  }
}
