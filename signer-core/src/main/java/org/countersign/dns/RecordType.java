package org.countersign.dns;

import org.xbill.DNS.Type;

/** Resource record type numbers (IANA registry "Resource Record (RR) TYPEs") and their names. */
public final class RecordType {
  public static final int A = 1;
  public static final int NS = 2;
  public static final int CNAME = 5;
  public static final int SOA = 6;
  public static final int PTR = 12;
  public static final int MX = 15;
  public static final int TXT = 16;
  public static final int AAAA = 28;
  public static final int SRV = 33;
  public static final int DNAME = 39;
  public static final int OPT = 41;
  public static final int DS = 43;
  public static final int RRSIG = 46;
  public static final int NSEC = 47;
  public static final int DNSKEY = 48;
  public static final int NSEC3 = 50;
  public static final int NSEC3PARAM = 51;
  public static final int CDS = 59;
  public static final int CDNSKEY = 60;
  public static final int ZONEMD = 63;
  public static final int TSIG = 250;
  public static final int IXFR = 251;
  public static final int AXFR = 252;

  private RecordType() {}

  /** The mnemonic, or {@code TYPE65280} where there is none (RFC 3597 section 5). */
  public static String mnemonic(int type) {
    return Type.string(type);
  }

  /**
   * Reads a mnemonic or {@code TYPEnnn}.
   *
   * @return the type number, or -1 if the text names none
   */
  public static int parse(String text) {
    return Type.value(text, false);
  }

  /** Whether the type exists in messages and questions only (RFC 6895 section 3.1). */
  public static boolean isMeta(int type) {
    return type == 0 || type == OPT || type >= 128 && type <= 255;
  }

  /** Whether a signer makes and owns records of this type; a registry's data has none of them. */
  public static boolean isDnssec(int type) {
    return switch (type) {
      case RRSIG, NSEC, DNSKEY, NSEC3, NSEC3PARAM, CDS, CDNSKEY, ZONEMD -> true;
      default -> false;
    };
  }

  /** Whether records of this type are addresses, and so may be glue. */
  public static boolean isAddress(int type) {
    return type == A || type == AAAA;
  }
}
