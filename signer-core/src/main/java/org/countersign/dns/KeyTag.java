package org.countersign.dns;

/**
 * The 16-bit checksum of a DNSKEY RDATA (RFC 4034 appendix B). It helps a validator to try the
 * likely key first; it identifies nothing, and nothing here is looked up by it alone.
 */
public record KeyTag(int value) {
  public KeyTag {
    if (value < 0 || value > 0xffff) {
      throw new IllegalArgumentException(value + " is not a key tag: 0 to 65535 is");
    }
  }

  /** The tag of a DNSKEY RDATA in wire format (not for algorithm 1, RFC 4034 appendix B.1). */
  public static KeyTag of(byte[] rdata) {
    int sum = 0;
    for (int i = 0; i < rdata.length; i++) {
      sum += (i & 1) == 0 ? (rdata[i] & 0xff) << 8 : rdata[i] & 0xff;
    }
    sum += sum >>> 16 & 0xffff;
    return new KeyTag(sum & 0xffff);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
