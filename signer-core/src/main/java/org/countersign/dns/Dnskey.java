package org.countersign.dns;

import java.util.Arrays;

/** A DNSKEY RDATA (RFC 4034 section 2): flags, protocol, algorithm number, public key field. */
public final class Dnskey {
  public static final int ZONE_KEY = 0x0100;
  public static final int SECURE_ENTRY_POINT = 0x0001;
  public static final int REVOKE = 0x0080;

  private final int flags;
  private final int protocol;
  private final int algorithm;
  private final byte[] publicKey;

  public Dnskey(int flags, int protocol, int algorithm, byte[] publicKey) {
    this.flags = flags;
    this.protocol = protocol;
    this.algorithm = algorithm;
    this.publicKey = publicKey.clone();
  }

  /** A zone key for {@code algorithm}; a secure entry point (flags 257) for a KSK or CSK. */
  public static Dnskey zoneKey(DnssecAlgorithm algorithm, boolean entryPoint, byte[] publicKey) {
    return new Dnskey(
        entryPoint ? ZONE_KEY | SECURE_ENTRY_POINT : ZONE_KEY, 3, algorithm.number(), publicKey);
  }

  /**
   * Reads RDATA in wire format.
   *
   * @throws IllegalArgumentException if it is shorter than its fixed fields
   */
  public static Dnskey ofRdata(byte[] rdata) {
    if (rdata.length < 4) {
      throw new IllegalArgumentException("a DNSKEY RDATA of " + rdata.length + " octets is cut");
    }
    return new Dnskey(
        (rdata[0] & 0xff) << 8 | rdata[1] & 0xff,
        rdata[2] & 0xff,
        rdata[3] & 0xff,
        Arrays.copyOfRange(rdata, 4, rdata.length));
  }

  public byte[] rdata() {
    byte[] out = new byte[4 + publicKey.length];
    out[0] = (byte) (flags >> 8);
    out[1] = (byte) flags;
    out[2] = (byte) protocol;
    out[3] = (byte) algorithm;
    System.arraycopy(publicKey, 0, out, 4, publicKey.length);
    return out;
  }

  public int flags() {
    return flags;
  }

  public int protocol() {
    return protocol;
  }

  public int algorithm() {
    return algorithm;
  }

  /** The public key field in DNSSEC's encoding for the algorithm (RFC 3110, 6605, 8080). */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public boolean isZoneKey() {
    return (flags & ZONE_KEY) != 0;
  }

  public boolean isEntryPoint() {
    return (flags & SECURE_ENTRY_POINT) != 0;
  }

  /** Whether the REVOKE bit is set (RFC 5011 section 3). */
  public boolean isRevoked() {
    return (flags & REVOKE) != 0;
  }

  /** The same key with the REVOKE bit set; its tag differs, its fingerprint does not. */
  public Dnskey revoked() {
    return new Dnskey(flags | REVOKE, protocol, algorithm, publicKey);
  }

  public KeyTag tag() {
    return KeyTag.of(rdata());
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(algorithm, publicKey);
  }

  /**
   * The DS RDATA that names this key under {@code owner} (RFC 4034 section 5.1.4).
   *
   * @param digestType 1 SHA-1, 2 SHA-256, 4 SHA-384
   */
  public byte[] ds(Name owner, int digestType) {
    var digest =
        switch (digestType) {
          case 1 -> Digests.sha1();
          case 2 -> Digests.sha256();
          case 4 -> Digests.sha384();
          default ->
              throw new IllegalArgumentException(
                  "DS digest type " + digestType + " is not supported: 1, 2 and 4 are");
        };
    digest.update(owner.wire());
    byte[] hash = digest.digest(rdata());
    byte[] out = new byte[4 + hash.length];
    int tag = tag().value();
    out[0] = (byte) (tag >> 8);
    out[1] = (byte) tag;
    out[2] = (byte) algorithm;
    out[3] = (byte) digestType;
    System.arraycopy(hash, 0, out, 4, hash.length);
    return out;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Dnskey k && Arrays.equals(rdata(), k.rdata());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  @Override
  public String toString() {
    return "DNSKEY " + flags + " alg " + algorithm + " tag " + tag() + " " + fingerprint().brief();
  }
}
