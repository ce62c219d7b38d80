package org.countersign.store;

import java.util.OptionalInt;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;

/** Rows of {@code countersign_ds} as DS records (RFC 4034 section 5.1). */
final class DsReader extends ViewReader {
  private final byte[] rdata = new byte[4 + DsDigest.LONGEST];

  DsReader(PackedRecords.Builder records, Name origin, int defaultTtl, BadRows bad) {
    super(RegistryViews.DS, records, origin, defaultTtl, bad);
  }

  @Override
  void row(CopyRows row) {
    if (!owner(row, RecordType.DS)
        || !number(row, 1, "key tag", 0, 65535)
        || !number(row, 2, "algorithm", 1, 255)
        || !number(row, 3, "digest type", 1, 255)) {
      return;
    }
    int tag = (int) row.number(1);
    int digestType = (int) row.number(3);
    rdata[0] = (byte) (tag >> 8);
    rdata[1] = (byte) tag;
    rdata[2] = (byte) row.number(2);
    rdata[3] = (byte) digestType;
    int length = digest(row, 4);
    if (length < 0) {
      fault(row, RecordType.DS, "has a digest that is not hexadecimal");
      return;
    }
    if (!DsDigest.fits(digestType, length)) {
      fault(row, RecordType.DS, "has " + DsDigest.fault(digestType, length));
      return;
    }
    OptionalInt ttl = ttl(row, 5, RecordType.DS);
    if (ttl.isPresent()) {
      keep(RecordType.DS, ttl.getAsInt(), rdata, 4 + length);
    }
  }

  private boolean number(CopyRows row, int field, String what, int low, int high) {
    if (!row.isNull(field) && row.number(field) >= low && row.number(field) <= high) {
      return true;
    }
    fault(
        row,
        RecordType.DS,
        row.isNull(field)
            ? "has no " + what
            : "has " + what + " " + row.number(field) + ", needed is " + low + " to " + high);
    return false;
  }

  /** Puts the digest behind the fixed fields; bytea prints with a leading \x. */
  private int digest(CopyRows row, int field) {
    byte[] text = row.data();
    int from = row.isNull(field) ? row.to(field) : row.from(field);
    int to = row.to(field);
    if (to - from >= 2 && text[from] == '\\' && text[from + 1] == 'x') {
      from += 2;
    }
    int digits = to - from;
    if (digits % 2 != 0 || digits > 2 * DsDigest.LONGEST) {
      return -1;
    }
    for (int i = 0; i < digits; i += 2) {
      int high = Character.digit(text[from + i], 16);
      int low = Character.digit(text[from + i + 1], 16);
      if (high < 0 || low < 0) {
        return -1;
      }
      rdata[4 + i / 2] = (byte) (high << 4 | low);
    }
    return digits / 2;
  }
}
