package org.countersign.transfer;

import java.util.Optional;
import org.countersign.dns.RrsetView;
import org.countersign.zone.ZoneImage;

/** Finds what changed between two images of a zone by walking both in order, name by name. */
public final class DifferenceWalk {
  private final ZoneImage older;
  private final ZoneImage newer;
  private final OwnerRecords before;
  private final OwnerRecords after;
  private final RrsetView one = new RrsetView();
  private final RrsetView two = new RrsetView();
  private final RecordList.Builder removed = new RecordList.Builder();
  private final RecordList.Builder added = new RecordList.Builder();

  private DifferenceWalk(ZoneImage older, ZoneImage newer) {
    this.older = older;
    this.newer = newer;
    this.before = new OwnerRecords(older);
    this.after = new OwnerRecords(newer);
  }

  /**
   * The difference.
   *
   * @param most octets; a larger difference is not worth having
   * @return empty if it would have more than {@code most} octets
   */
  public static Optional<ZoneDifference> between(ZoneImage older, ZoneImage newer, long most) {
    DifferenceWalk walk = new DifferenceWalk(older, newer);
    return walk.all(most)
        ? Optional.of(
            new ZoneDifference(
                ZoneSoa.of(older), ZoneSoa.of(newer), walk.removed.build(), walk.added.build()))
        : Optional.empty();
  }

  private boolean all(long most) {
    int o = 0;
    int n = 0;
    while (o < older.owners() || n < newer.owners()) {
      int order = order(o, n);
      if (order < 0) {
        before.load(o++).forEach(removed);
      } else if (order > 0) {
        after.load(n++).forEach(added);
      } else if (same(o, n)) {
        o++;
        n++;
      } else {
        changed(before.load(o++), after.load(n++));
      }
      if (removed.octets() + added.octets() > most) {
        return false;
      }
    }
    return true;
  }

  private int order(int o, int n) {
    if (o == older.owners()) {
      return 1;
    }
    if (n == newer.owners()) {
      return -1;
    }
    return older.compareKey(o, newer.keyArray(n), newer.keyFrom(n), newer.keyTo(n));
  }

  /** Whether all RRsets and TTLs are the same, and so the TTLs of signatures too. */
  private boolean same(int o, int n) {
    int first = older.firstSet(o);
    int count = older.endSet(o) - first;
    if (count != newer.endSet(n) - newer.firstSet(n)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      older.view(first + i, one);
      newer.view(newer.firstSet(n) + i, two);
      if (one.type != two.type || one.ttl != two.ttl || !one.sameData(two)) {
        return false;
      }
    }
    return true;
  }

  private void changed(OwnerRecords from, OwnerRecords to) {
    int f = 0;
    int t = 0;
    while (f < from.size() || t < to.size()) {
      int order =
          f == from.size() ? 1 : t == to.size() ? -1 : from.get(f).compareWithinOwner(to.get(t));
      if (order < 0) {
        removed.add(from.get(f));
      } else if (order > 0) {
        added.add(to.get(t));
      }
      f += order <= 0 ? 1 : 0;
      t += order >= 0 ? 1 : 0;
    }
  }
}
