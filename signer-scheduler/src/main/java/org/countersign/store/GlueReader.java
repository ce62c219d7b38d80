package org.countersign.store;

import java.util.Optional;
import java.util.OptionalInt;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;

/** Rows of {@code countersign_glue} as A and AAAA records. */
final class GlueReader extends ViewReader {
  GlueReader(PackedRecords.Builder records, Name origin, int defaultTtl, BadRows bad) {
    super(RegistryViews.GLUE, records, origin, defaultTtl, bad);
  }

  @Override
  void row(CopyRows row) {
    if (!owner(row, RecordType.A)) {
      return;
    }
    Optional<byte[]> address =
        row.isNull(1) ? Optional.empty() : AddressText.parse(row.data(), row.from(1), row.to(1));
    if (address.isEmpty()) {
      fault(
          row,
          RecordType.A,
          row.isNull(1)
              ? "has no address"
              : "has \""
                  + PresentationName.shown(row.data(), row.from(1), row.to(1))
                  + "\", which is no IPv4 or IPv6 address");
      return;
    }
    byte[] octets = address.get();
    int type = octets.length == 4 ? RecordType.A : RecordType.AAAA;
    OptionalInt ttl = ttl(row, 2, type);
    if (ttl.isPresent()) {
      keep(type, ttl.getAsInt(), octets, octets.length);
    }
  }
}
