package org.countersign.zone;

import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;

/** The fixed fields at the end of a SOA RDATA (RFC 1035 section 3.3.13). */
public final class Soa {
  private Soa() {}

  public static Serial serial(byte[] rdata) {
    return new Serial(int32(rdata, rdata.length - 20) & 0xffff_ffffL);
  }

  /** Seconds a secondary serves the zone without hearing from its primary. */
  public static long expire(byte[] rdata) {
    return int32(rdata, rdata.length - 8) & 0xffff_ffffL;
  }

  /** Seconds a negative answer may be cached, with the SOA's TTL (RFC 2308 section 5). */
  public static long minimum(byte[] rdata) {
    return int32(rdata, rdata.length - 4) & 0xffff_ffffL;
  }

  /** The same RDATA with another serial. */
  public static byte[] withSerial(byte[] rdata, Serial serial) {
    byte[] out = rdata.clone();
    int at = out.length - 20;
    long value = serial.value();
    out[at] = (byte) (value >> 24);
    out[at + 1] = (byte) (value >> 16);
    out[at + 2] = (byte) (value >> 8);
    out[at + 3] = (byte) value;
    return out;
  }

  private static int int32(byte[] data, int at) {
    return RrsetView.length(data, at) << 16 | RrsetView.length(data, at + 2);
  }
}
