package org.countersign.zone;

import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;

/** A zone before signing: the image of its data, each owner's kind, and its SOA's facts. */
public final class UnsignedZone {
  private static final OwnerKind[] KINDS = OwnerKind.values();

  private final ZoneImage image;
  private final byte[] kinds;
  private final ZoneCounts counts;

  /**
   * @throws ZoneException if the image cannot be a zone: no SOA at the apex, several, or no apex NS
   */
  public UnsignedZone(ZoneImage image) {
    this.image = image;
    int apexSoa =
        image.owners() == 0 || image.keyTo(0) > image.keyFrom(0)
            ? -1
            : image.findSet(0, RecordType.SOA);
    if (apexSoa < 0) {
      throw new ZoneException(image.origin() + " has no SOA record at its apex");
    }
    RrsetView view = new RrsetView();
    image.view(apexSoa, view);
    if (view.count != 1) {
      throw new ZoneException(
          image.origin() + " has " + view.count + " SOA records; a zone has one");
    }
    if (image.findSet(0, RecordType.NS) < 0) {
      throw new ZoneException(image.origin() + " has no NS record at its apex");
    }
    this.kinds = new byte[image.owners()];
    this.counts = classify();
  }

  private ZoneCounts classify() {
    ZoneCounts.Tally tally = new ZoneCounts.Tally();
    int cover = -1; // the cut or DNAME whose descendants are occluded
    for (int owner = 0; owner < kinds.length; owner++) {
      OwnerKind kind;
      if (cover >= 0 && image.isWithin(owner, cover)) {
        kind = OwnerKind.OCCLUDED;
      } else {
        kind = kind(owner);
        cover = kind.isCut() || hasDname(owner) ? owner : -1;
      }
      kinds[owner] = (byte) kind.ordinal();
      tally.owner(image, owner, kind);
    }
    return tally.counts();
  }

  /** The owner's kind where nothing above it hides it. */
  private OwnerKind kind(int owner) {
    if (owner == 0) {
      return OwnerKind.AUTHORITATIVE;
    }
    boolean ns = false;
    boolean ds = false;
    for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
      int type = image.type(set);
      ns |= type == RecordType.NS;
      ds |= type == RecordType.DS;
    }
    if (!ns) {
      return OwnerKind.AUTHORITATIVE;
    }
    return ds ? OwnerKind.SECURE_CUT : OwnerKind.INSECURE_CUT;
  }

  private boolean hasDname(int owner) {
    return image.findSet(owner, RecordType.DNAME) >= 0;
  }

  public ZoneImage image() {
    return image;
  }

  public Name origin() {
    return image.origin();
  }

  public OwnerKind kindOf(int owner) {
    return KINDS[kinds[owner]];
  }

  public ZoneCounts counts() {
    return counts;
  }

  /** The SOA's RDATA, with the serial the data came with. */
  public byte[] soa() {
    RrsetView view = new RrsetView();
    image.view(image.findSet(0, RecordType.SOA), view);
    return view.rdata(0);
  }

  /** TTL of the SOA, seconds. */
  public int soaTtl() {
    RrsetView view = new RrsetView();
    image.view(image.findSet(0, RecordType.SOA), view);
    return view.ttl;
  }

  public Serial serial() {
    return Soa.serial(soa());
  }

  /** TTL of denial records, seconds: the lesser of the SOA's TTL and minimum (RFC 9077). */
  public int denialTtl() {
    return (int) Math.min(soaTtl(), Soa.minimum(soa()));
  }
}
