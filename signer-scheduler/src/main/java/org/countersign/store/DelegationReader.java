package org.countersign.store;

import java.util.OptionalInt;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;

/** Rows of {@code countersign_delegation} as NS records. */
final class DelegationReader extends ViewReader {
  private final byte[] server = new byte[Name.MAX_WIRE];

  DelegationReader(PackedRecords.Builder records, Name origin, int defaultTtl, BadRows bad) {
    super(RegistryViews.DELEGATION, records, origin, defaultTtl, bad);
  }

  @Override
  void row(CopyRows row) {
    if (!owner(row, RecordType.NS)) {
      return;
    }
    int length =
        row.isNull(1) ? -1 : PresentationName.parse(row.data(), row.from(1), row.to(1), server);
    if (length < 0) {
      fault(
          row,
          RecordType.NS,
          row.isNull(1)
              ? "has no name server"
              : "has the name server \""
                  + PresentationName.shown(row.data(), row.from(1), row.to(1))
                  + "\", which is no domain name");
      return;
    }
    OptionalInt ttl = ttl(row, 2, RecordType.NS);
    if (ttl.isPresent()) {
      keep(RecordType.NS, ttl.getAsInt(), server, length);
    }
  }
}
