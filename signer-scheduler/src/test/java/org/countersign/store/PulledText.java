package org.countersign.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/** Packed records as lines {@code owner ttl type rdata-in-hexadecimal}, sorted. */
final class PulledText {
  private PulledText() {}

  static List<String> of(PackedRecords records) {
    List<String> lines = new ArrayList<>();
    RrsetView view = new RrsetView();
    for (int i = 0; i < records.size(); i++) {
      long entry = records.entry(i);
      records.view(entry, view);
      Name owner =
          OwnerKey.name(
              records.keyArray(entry),
              records.keyFrom(entry),
              records.keyTo(entry),
              records.origin());
      for (int r = 0; r < view.count; r++) {
        lines.add(
            owner
                + " "
                + view.ttl
                + " "
                + RecordType.mnemonic(view.type)
                + " "
                + HexFormat.of().formatHex(view.rdata(r)));
      }
    }
    lines.sort(null);
    return lines;
  }
}
