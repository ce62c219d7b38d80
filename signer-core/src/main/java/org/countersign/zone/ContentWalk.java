package org.countersign.zone;

import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.registry.ContentCounts;
import org.countersign.registry.ContentDifference;
import org.countersign.registry.ContentDifference.Change;
import org.countersign.registry.ContentKind;

/** Walks two zones in canonical order and finds what changed from the former to the later. */
public final class ContentWalk {
  private final UnsignedZone former;
  private final UnsignedZone later;
  private final ContentDifference.Collector found = new ContentDifference.Collector();
  private final RrsetView left = new RrsetView();
  private final RrsetView right = new RrsetView();

  private ContentWalk(UnsignedZone former, UnsignedZone later) {
    this.former = former;
    this.later = later;
  }

  /** RRsets added, removed and changed, by kind; the SOA serial is no change. */
  public static ContentDifference between(UnsignedZone former, UnsignedZone later) {
    return new ContentWalk(former, later).walk();
  }

  /** Whether both zones own the same records at a name; the SOA serial is no difference. */
  public static boolean sameAt(Name name, UnsignedZone former, UnsignedZone later) {
    int i = former.image().find(name);
    int j = later.image().find(name);
    if (i < 0 || j < 0) {
      return i < 0 && j < 0;
    }
    ContentWalk walk = new ContentWalk(former, later);
    walk.owner(i, j);
    return walk.found.from(ContentCounts.NONE).isEmpty();
  }

  private ContentDifference walk() {
    ZoneImage a = former.image();
    ZoneImage b = later.image();
    int i = 0;
    int j = 0;
    while (i < a.owners() || j < b.owners()) {
      int order = order(a, i, b, j);
      if (order < 0) {
        whole(former, i++, Change.REMOVED);
      } else if (order > 0) {
        whole(later, j++, Change.ADDED);
      } else {
        owner(i++, j++);
      }
    }
    return found.from(counts(former));
  }

  private static int order(ZoneImage a, int i, ZoneImage b, int j) {
    if (i >= a.owners()) {
      return 1;
    }
    if (j >= b.owners()) {
      return -1;
    }
    return a.compareKey(i, b.keyArray(j), b.keyFrom(j), b.keyTo(j));
  }

  private void whole(UnsignedZone zone, int owner, Change change) {
    ZoneImage image = zone.image();
    for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
      count(zone, owner, set, change);
    }
  }

  private void owner(int i, int j) {
    ZoneImage a = former.image();
    ZoneImage b = later.image();
    int s = a.firstSet(i);
    int t = b.firstSet(j);
    while (s < a.endSet(i) || t < b.endSet(j)) {
      int type = s < a.endSet(i) ? a.type(s) : Integer.MAX_VALUE;
      int other = t < b.endSet(j) ? b.type(t) : Integer.MAX_VALUE;
      if (type < other) {
        count(former, i, s++, Change.REMOVED);
      } else if (type > other) {
        count(later, j, t++, Change.ADDED);
      } else {
        if (!same(s, t)) {
          count(later, j, t, Change.CHANGED);
        }
        s++;
        t++;
      }
    }
  }

  private boolean same(int s, int t) {
    former.image().view(s, left);
    later.image().view(t, right);
    if (left.ttl != right.ttl) {
      return false;
    }
    if (left.type == RecordType.SOA) {
      return java.util.Arrays.equals(
          Soa.withSerial(left.rdata(0), Soa.serial(right.rdata(0))), right.rdata(0));
    }
    return left.sameData(right);
  }

  private void count(UnsignedZone zone, int owner, int set, Change change) {
    ContentKind kind = kind(zone, owner, zone.image().type(set));
    found.count(kind, change, () -> zone.image().owner(owner).toString());
  }

  private static ContentKind kind(UnsignedZone zone, int owner, int type) {
    OwnerKind kind = zone.kindOf(owner);
    if (kind.isCut() && type == RecordType.NS) {
      return ContentKind.DELEGATIONS;
    }
    if (type == RecordType.DS) {
      return ContentKind.DS;
    }
    return RecordType.isAddress(type) && kind != OwnerKind.AUTHORITATIVE
        ? ContentKind.GLUE
        : ContentKind.OTHER;
  }

  private static ContentCounts counts(UnsignedZone zone) {
    long[] counts = new long[ContentKind.values().length];
    ZoneImage image = zone.image();
    for (int owner = 0; owner < image.owners(); owner++) {
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        counts[kind(zone, owner, image.type(set)).ordinal()]++;
      }
    }
    return new ContentCounts(
        counts[ContentKind.DELEGATIONS.ordinal()],
        counts[ContentKind.DS.ordinal()],
        counts[ContentKind.GLUE.ordinal()],
        counts[ContentKind.OTHER.ordinal()]);
  }
}
