package org.countersign.transfer;

import java.io.IOException;
import org.countersign.zone.ZoneImage;

/** What the two kinds of transfer say, in the order they say it. */
public final class TransferContent {
  private TransferContent() {}

  /** A whole zone, its SOA first and last (RFC 5936 section 2.2). */
  public static void whole(ZoneImage image, MessagePacker packer) throws IOException {
    RecordView soa = ZoneSoa.of(image).view();
    packer.add(soa);
    new ImageRecords(image).visitAll(packer::add);
    packer.add(soa);
    packer.end();
  }

  /** One difference (RFC 1995 section 4): new SOA, old SOA, removed, new SOA, added, new SOA. */
  public static void incremental(ZoneDifference difference, MessagePacker packer)
      throws IOException {
    RecordView newer = difference.newer().view();
    packer.add(newer);
    packer.add(difference.older().view());
    addAll(difference.removed(), packer);
    packer.add(newer);
    addAll(difference.added(), packer);
    packer.add(newer);
    packer.end();
  }

  private static void addAll(RecordList records, MessagePacker packer) throws IOException {
    for (RecordList.Cursor cursor = records.cursor(); cursor.next(); ) {
      packer.add(cursor.record);
    }
  }
}
