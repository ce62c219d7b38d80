package org.countersign.sign;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.dns.Digests;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;

/**
 * The ZONEMD record of a signed zone: scheme SIMPLE, SHA-384 (RFC 8976 section 3.3). Everything is
 * digested in canonical order but the apex ZONEMD RRset and its signature.
 */
final class ZonemdDigest {
  private static final int DIGEST = 48;
  private static final int SIMPLE = 1;
  private static final int SHA384 = 1;

  private final ZoneLayout layout;
  private final SigningKeys keys;
  private final MessageDigest sha384 = Digests.sha384();
  private byte[] buffer = new byte[256 << 10];
  private int end;

  ZonemdDigest(ZoneLayout layout, SigningKeys keys) {
    this.layout = layout;
    this.keys = keys;
  }

  /** RDATA with an all-zero digest, which holds the place while the zone is signed. */
  static byte[] placeholder(Serial serial) {
    byte[] rdata = new byte[6 + DIGEST];
    RrsigFields.int32(rdata, 0, (int) serial.value());
    rdata[4] = SIMPLE;
    rdata[5] = SHA384;
    return rdata;
  }

  /** RDATA with the digest of the ranges, the apex ZONEMD left out. */
  byte[] rdata(Serial serial, List<SignedRange> ranges) {
    for (SignedRange range : ranges) {
      range(range);
    }
    sha384.update(buffer, 0, end);
    byte[] rdata = placeholder(serial);
    System.arraycopy(sha384.digest(), 0, rdata, 6, DIGEST);
    return rdata;
  }

  private void range(SignedRange range) {
    NameWalk walk = new NameWalk(layout, range.range());
    Signatures.Reader signatures = range.signatures().reader();
    while (walk.next()) {
      boolean apex = walk.keyTo == walk.keyFrom;
      List<byte[]> rrsigs = new ArrayList<>(walk.count);
      for (int i = 0; i < walk.count; i++) {
        SignedSet set = walk.sets[i];
        if (set.signed) {
          rrsigs(walk, set, signatures, apex && isZonemd(set), rrsigs);
        }
      }
      boolean written = false;
      for (int i = 0; i < walk.count; i++) {
        SignedSet set = walk.sets[i];
        if (!written && set.view.type > RecordType.RRSIG) {
          writeRrsigs(walk, rrsigs);
          written = true;
        }
        if (!(apex && isZonemd(set))) {
          room(RrsigFields.setSize(set.view, walk.length));
          end = RrsigFields.writeSet(set.view, walk.wire, walk.length, buffer, end);
        }
      }
      if (!written) {
        writeRrsigs(walk, rrsigs);
      }
    }
  }

  private static boolean isZonemd(SignedSet set) {
    return set.view.type == RecordType.ZONEMD;
  }

  private void rrsigs(
      NameWalk walk, SignedSet set, Signatures.Reader signatures, boolean skip, List<byte[]> to) {
    int count = set.isKeySet() ? keys.keySet().length : keys.zone().length;
    Name origin = layout.zone().origin();
    for (int i = 0; i < count; i++) {
      signatures.next();
      if (skip) {
        continue;
      }
      int size = signatures.to() - signatures.from();
      byte[] rrsig = new byte[RrsigFields.FIXED + origin.length() + size];
      var dnskey = keys.get(signatures.key()).dnskey();
      int at =
          RrsigFields.write(
              set.view,
              walk.labels(),
              dnskey.algorithm(),
              dnskey.tag().value(),
              signatures.expiration(),
              signatures.inception(),
              origin,
              rrsig,
              0);
      System.arraycopy(signatures.array(), signatures.from(), rrsig, at, size);
      to.add(rrsig);
    }
  }

  /** An owner's RRSIGs in canonical order; each has the TTL its original TTL field says. */
  private void writeRrsigs(NameWalk walk, List<byte[]> rrsigs) {
    rrsigs.sort(Arrays::compareUnsigned);
    for (byte[] rrsig : rrsigs) {
      room(walk.length + 10 + rrsig.length);
      System.arraycopy(walk.wire, 0, buffer, end, walk.length);
      end += walk.length;
      RrsigFields.int16(buffer, end, RecordType.RRSIG);
      RrsigFields.int16(buffer, end + 2, 1);
      System.arraycopy(rrsig, 4, buffer, end + 4, 4);
      RrsigFields.int16(buffer, end + 8, rrsig.length);
      System.arraycopy(rrsig, 0, buffer, end + 10, rrsig.length);
      end += 10 + rrsig.length;
    }
  }

  private void room(int need) {
    if (end + need > buffer.length) {
      sha384.update(buffer, 0, end);
      end = 0;
      if (need > buffer.length) {
        buffer = new byte[need];
      }
    }
  }

  /** The RRset that holds the record. */
  static RrsetView set(byte[] rdata, int ttl) {
    return new RrsetView().set(RecordType.ZONEMD, ttl, List.of(rdata));
  }
}
