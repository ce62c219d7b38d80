package org.countersign.transfer;

import java.io.IOException;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.zone.ZoneImage;

/**
 * The records of a signed zone's image one by one, in the order of transfers. A signature has the
 * TTL of what it covers (RFC 4034 section 3): an image keeps one TTL for all signatures of a name.
 */
final class ImageRecords {
  private final ZoneImage image;
  private final RrsetView set = new RrsetView();
  private final RrsetView covered = new RrsetView();
  private final RecordView record = new RecordView();

  ImageRecords(ZoneImage image) {
    this.image = image;
  }

  /** Shows every record but the SOA. */
  void visitAll(RecordVisitor visitor) throws IOException {
    for (int owner = 0; owner < image.owners(); owner++) {
      visit(owner, visitor);
    }
  }

  /** Shows the owner's records but the zone's SOA. */
  void visit(int owner, RecordVisitor visitor) throws IOException {
    record.key = image.keyArray(owner);
    record.keyFrom = image.keyFrom(owner);
    record.keyTo = image.keyTo(owner);
    for (int n = image.firstSet(owner); n < image.endSet(owner); n++) {
      image.view(n, set);
      if (set.type == RecordType.SOA) {
        continue; // an owner of a SOA is the apex: no other may have one
      }
      record.type = set.type;
      record.data = set.data;
      int at = set.at;
      for (int i = 0; i < set.count; i++) {
        record.from = at + 2;
        record.to = record.from + RrsetView.length(set.data, at);
        record.ttl = set.type == RecordType.RRSIG ? ttlOfSignature(owner) : set.ttl;
        at = record.to;
        visitor.record(record);
      }
    }
  }

  private int ttlOfSignature(int owner) {
    int n = image.findSet(owner, RrsetView.length(record.data, record.from));
    if (n < 0) {
      return set.ttl;
    }
    image.view(n, covered);
    return covered.ttl;
  }
}
