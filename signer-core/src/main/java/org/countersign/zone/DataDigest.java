package org.countersign.zone;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.countersign.dns.Digests;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;

/**
 * SHA-256 over a zone's data, the SOA's serial taken as 0: owner, type, class, TTL and RDATA of
 * every record in canonical order, DNSSEC's own records left out (but DS). Equal digests mean that
 * signing changed nothing (DATA-UNCHANGED), and that there is nothing new to publish.
 */
public final class DataDigest {
  private static final int ROOM = 256 << 10; // more than the largest record

  private final ZoneImage image;
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] buffer = new byte[ROOM];
  private int end;

  private DataDigest(ZoneImage image) {
    this.image = image;
  }

  /** The digest in hexadecimal. */
  public static String of(ZoneImage image) {
    return new DataDigest(image).digest();
  }

  private String digest() {
    byte[] wire = new byte[OwnerKey.MAX + Name.MAX_WIRE];
    RrsetView view = new RrsetView();
    for (int owner = 0; owner < image.owners(); owner++) {
      int length = image.writeOwner(owner, wire, 0);
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        image.view(set, view);
        if (RecordType.isDnssec(view.type)) {
          continue;
        }
        if (view.type == RecordType.SOA && view.count == 1) {
          view.set(view.type, view.ttl, List.of(Soa.withSerial(view.rdata(0), new Serial(0))));
        }
        add(view, wire, length);
      }
    }
    sha256.update(buffer, 0, end);
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void add(RrsetView set, byte[] owner, int length) {
    int at = set.at;
    for (int i = 0; i < set.count; i++) {
      int size = 2 + RrsetView.length(set.data, at);
      if (end + length + 8 + size > buffer.length) {
        sha256.update(buffer, 0, end);
        end = 0;
      }
      System.arraycopy(owner, 0, buffer, end, length);
      end += length;
      int16(set.type);
      int16(1);
      int16(set.ttl >>> 16);
      int16(set.ttl);
      System.arraycopy(set.data, at, buffer, end, size);
      end += size;
      at += size;
    }
  }

  private void int16(int value) {
    buffer[end++] = (byte) (value >> 8);
    buffer[end++] = (byte) value;
  }
}
