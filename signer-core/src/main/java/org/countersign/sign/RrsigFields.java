package org.countersign.sign;

import org.countersign.dns.Name;
import org.countersign.dns.RrsetView;

/** Puts RRSIG RDATA and the octets a signature covers together (RFC 4034 section 3.1.8.1). */
final class RrsigFields {
  /** Octets of an RRSIG RDATA before the signer's name. */
  static final int FIXED = 18;

  private RrsigFields() {}

  /** Writes RRSIG RDATA up to the signature at {@code out[at..]}; returns the octet after it. */
  static int write(
      RrsetView set,
      int labels,
      int algorithm,
      int tag,
      long expiration,
      long inception,
      Name signer,
      byte[] out,
      int at) {
    int16(out, at, set.type);
    out[at + 2] = (byte) algorithm;
    out[at + 3] = (byte) labels;
    int32(out, at + 4, set.ttl);
    int32(out, at + 8, (int) expiration);
    int32(out, at + 12, (int) inception);
    int16(out, at + 16, tag);
    return signer.write(out, at + FIXED);
  }

  /** Octets {@link #writeSet} needs. */
  static int setSize(RrsetView set, int ownerLength) {
    return (set.end() - set.at) + set.count * (ownerLength + 8);
  }

  /** Writes the RRset in canonical form behind the RDATA; returns the octet after it. */
  static int writeSet(RrsetView set, byte[] owner, int ownerLength, byte[] out, int at) {
    int from = set.at;
    for (int i = 0; i < set.count; i++) {
      int size = 2 + RrsetView.length(set.data, from);
      at = writeHead(set, owner, ownerLength, out, at);
      System.arraycopy(set.data, from, out, at, size);
      at += size;
      from += size;
    }
    return at;
  }

  /** Writes owner, type, class IN and TTL; returns the octet after them. */
  static int writeHead(RrsetView set, byte[] owner, int ownerLength, byte[] out, int at) {
    System.arraycopy(owner, 0, out, at, ownerLength);
    at += ownerLength;
    int16(out, at, set.type);
    int16(out, at + 2, 1);
    int32(out, at + 4, set.ttl);
    return at + 8;
  }

  static void int16(byte[] out, int at, int value) {
    out[at] = (byte) (value >> 8);
    out[at + 1] = (byte) value;
  }

  static void int32(byte[] out, int at, int value) {
    int16(out, at, value >> 16);
    int16(out, at + 2, value);
  }
}
