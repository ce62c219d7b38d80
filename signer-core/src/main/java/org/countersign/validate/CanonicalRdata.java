package org.countersign.validate;

import org.countersign.dns.Name;

/**
 * Folding of the names inside an RDATA to lower case, for the types whose canonical form wants it
 * (RFC 4034 section 6.2 as updated by RFC 6840 section 5.1: not NSEC's next name).
 */
final class CanonicalRdata {
  private CanonicalRdata() {}

  /** Folds the names of {@code rdata[0..length)} in place. */
  static void fold(int type, byte[] rdata, int length) {
    switch (type) {
      case 2, 3, 4, 5, 7, 8, 9, 12, 30, 39 -> names(rdata, 0, length, 1); // NS MD … PTR NXT DNAME
      case 6, 14, 17 -> names(rdata, 0, length, 2); // SOA MINFO RP
      case 15, 18, 21, 36 -> names(rdata, 2, length, 1); // MX AFSDB RT KX
      case 26 -> names(rdata, 2, length, 2); // PX
      case 33 -> names(rdata, 6, length, 1); // SRV
      case 24, 46 -> names(rdata, 18, length, 1); // SIG RRSIG
      case 35 -> naptr(rdata, length);
      default -> {}
    }
  }

  private static void naptr(byte[] rdata, int length) {
    int at = 4;
    for (int string = 0; string < 3 && at < length; string++) {
      at += (rdata[at] & 0xff) + 1;
    }
    names(rdata, at, length, 1);
  }

  private static void names(byte[] rdata, int at, int length, int count) {
    while (count > 0 && at < length) {
      int label = rdata[at++];
      if (label <= 0) {
        count--;
      } else {
        for (int end = Math.min(at + label, length); at < end; at++) {
          rdata[at] = Name.lower(rdata[at]);
        }
      }
    }
  }
}
