package org.countersign.transfer;

import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;
import org.countersign.zone.Soa;
import org.countersign.zone.ZoneException;
import org.countersign.zone.ZoneImage;

/**
 * A zone's SOA record.
 *
 * @param ttl seconds
 */
public record ZoneSoa(int ttl, byte[] rdata) {
  /**
   * The SOA of a zone.
   *
   * @throws ZoneException if it has none
   */
  public static ZoneSoa of(ZoneImage image) {
    int set = image.owners() == 0 ? -1 : image.findSet(0, RecordType.SOA);
    if (set < 0 || image.keyFrom(0) != image.keyTo(0)) {
      throw new ZoneException(image.origin() + " has no SOA record, so it cannot be transferred");
    }
    RrsetView view = new RrsetView();
    image.view(set, view);
    return new ZoneSoa(view.ttl, view.rdata(0));
  }

  public Serial serial() {
    return Soa.serial(rdata);
  }

  RecordView view() {
    return new RecordView().apex(RecordType.SOA, ttl, rdata);
  }
}
