package org.countersign.validate;

import org.countersign.dns.RecordType;

/** Checks that the RDATA of a type the rules look into is well formed, so that they may. */
final class WireCheck {
  private WireCheck() {}

  /**
   * @throws ZoneTextException if the octets are not RDATA of the type
   */
  static void check(int type, byte[] rdata, int length) throws ZoneTextException {
    boolean right =
        switch (type) {
          case RecordType.A -> length == 4;
          case RecordType.AAAA -> length == 16;
          case RecordType.NS, RecordType.CNAME, RecordType.DNAME ->
              name(rdata, 0, length) == length;
          case RecordType.SOA -> name(rdata, name(rdata, 0, length), length) + 20 == length;
          case RecordType.DS, RecordType.CDS, RecordType.DNSKEY, RecordType.CDNSKEY -> length > 4;
          case RecordType.RRSIG -> {
            int end = name(rdata, 18, length);
            yield end > 0 && end < length;
          }
          case RecordType.NSEC -> bitmap(rdata, name(rdata, 0, length), length);
          case RecordType.NSEC3 -> nsec3(rdata, length);
          case RecordType.NSEC3PARAM -> length > 4 && 5 + (rdata[4] & 0xff) == length;
          case RecordType.ZONEMD -> length > 6;
          default -> true;
        };
    if (!right) {
      throw new ZoneTextException(
          length + " octets that are not data of type " + RecordType.mnemonic(type));
    }
  }

  private static boolean nsec3(byte[] rdata, int length) {
    int hash = length > 5 ? 5 + (rdata[4] & 0xff) : length;
    return hash < length
        && rdata[hash] != 0
        && bitmap(rdata, hash + 1 + (rdata[hash] & 0xff), length);
  }

  /** The octet after the name at {@code at}, or -1. */
  private static int name(byte[] rdata, int at, int length) {
    while (at >= 0 && at < length && rdata[at] >= 0 && rdata[at] <= 63) {
      if (rdata[at] == 0) {
        return at + 1;
      }
      at += rdata[at] + 1;
    }
    return -1;
  }

  private static boolean bitmap(byte[] rdata, int at, int length) {
    while (at >= 0 && at + 2 < length && rdata[at + 1] > 0 && rdata[at + 1] <= 32) {
      at += 2 + rdata[at + 1];
    }
    return at == length;
  }
}
