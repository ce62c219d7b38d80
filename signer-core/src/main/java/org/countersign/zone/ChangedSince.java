package org.countersign.zone;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/**
 * What a former content delegates that a later one does not, or with another DS RRset: names put on
 * hold or deleted since, and DS records that may match no key any more.
 */
public final class ChangedSince {
  private final UnsignedZone former;
  private final BitSet gone = new BitSet();
  private final BitSet ds = new BitSet();

  private ChangedSince(UnsignedZone former) {
    this.former = former;
  }

  /** Looks up each delegation of the former content in the later one. */
  public static ChangedSince between(UnsignedZone former, UnsignedZone later) {
    ChangedSince found = new ChangedSince(former);
    ZoneImage a = former.image();
    ZoneImage b = later.image();
    int j = 0;
    for (int i = 0; i < a.owners(); i++) {
      if (!former.kindOf(i).isCut()) {
        continue;
      }
      while (j < b.owners() && b.compareKey(j, a.keyArray(i), a.keyFrom(i), a.keyTo(i)) < 0) {
        j++;
      }
      boolean there =
          j < b.owners()
              && b.compareKey(j, a.keyArray(i), a.keyFrom(i), a.keyTo(i)) == 0
              && later.kindOf(j).isCut();
      if (!there) {
        found.gone.set(i);
      } else if (!sameDs(a, i, b, j)) {
        found.ds.set(i);
      }
    }
    return found;
  }

  /** Whether the former DS RRset, if there is one, is there with the same data. */
  private static boolean sameDs(ZoneImage a, int i, ZoneImage b, int j) {
    int left = a.findSet(i, RecordType.DS);
    if (left < 0) {
      return true; // what was insecure and is published so is no harm
    }
    int right = b.findSet(j, RecordType.DS);
    if (right < 0) {
      return false;
    }
    RrsetView former = new RrsetView();
    RrsetView later = new RrsetView();
    a.view(left, former);
    b.view(right, later);
    return former.sameData(later);
  }

  /** How many delegations are there no more. */
  public int goneCount() {
    return gone.cardinality();
  }

  /** How many have another DS RRset, or none. */
  public int dsCount() {
    return ds.cardinality();
  }

  /** The first delegations that are there no more. */
  public List<Name> gone(int limit) {
    return names(gone, limit);
  }

  /** The first delegations that have another DS RRset, or none. */
  public List<Name> ds(int limit) {
    return names(ds, limit);
  }

  private List<Name> names(BitSet owners, int limit) {
    List<Name> names = new ArrayList<>();
    for (int i = owners.nextSetBit(0);
        i >= 0 && names.size() < limit;
        i = owners.nextSetBit(i + 1)) {
      names.add(former.image().owner(i));
    }
    return names;
  }

  /**
   * The former content without what changed.
   *
   * @param withoutGone leave out delegations that are there no more, with all below them
   * @param withoutDs leave out DS RRsets that are others now
   */
  public UnsignedZone left(boolean withoutGone, boolean withoutDs) {
    ZoneImage image = former.image();
    BitSet dropped = new BitSet();
    if (withoutGone) {
      for (int cut = gone.nextSetBit(0); cut >= 0; cut = gone.nextSetBit(cut + 1)) {
        for (int i = cut; i < image.owners() && image.isWithin(i, cut); i++) {
          dropped.set(image.firstSet(i), image.endSet(i));
        }
      }
      dropStrays(dropped);
    }
    if (withoutDs) {
      ds.stream().forEach(i -> dropped.set(image.findSet(i, RecordType.DS)));
    }
    return dropped.isEmpty() ? former : new UnsignedZone(image.without(dropped::get));
  }

  /** An address below a cut that no name server needs any more is no glue. */
  private void dropStrays(BitSet dropped) {
    if (dropped.isEmpty()) {
      return;
    }
    ZoneImage image = former.image();
    Set<Name> servers = NamedServers.of(image, set -> !dropped.get(set));
    for (int i = 0; i < image.owners(); i++) {
      if (former.kindOf(i) == OwnerKind.AUTHORITATIVE) {
        continue;
      }
      for (int set = image.firstSet(i); set < image.endSet(i); set++) {
        if (RecordType.isAddress(image.type(set))
            && !dropped.get(set)
            && !servers.contains(image.owner(i))) {
          dropped.set(set);
        }
      }
    }
  }
}
