package org.countersign.sign;

import java.time.Instant;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.policy.SigningPolicy;
import org.countersign.zone.ZoneImage;

/** Tells whether signing a zone again brought nothing that secondaries would miss. */
public final class Unchanged {
  private Unchanged() {}

  /**
   * Whether the signed zone says what the former release says and every signature of that one is
   * still good: only SOA and ZONEMD, which change with the serial, were signed anew. The data's
   * digests are compared by the caller.
   */
  public static boolean since(
      FormerRelease former, SignedZone zone, SigningPolicy policy, Instant now) {
    SigningTally tally = zone.tally();
    if (tally.dataMade() != 0 || signatures(former.image()) != tally.made() + tally.reused()) {
      return false;
    }
    return soaStillGood(former.image(), new SignatureWindow(policy, now));
  }

  private static long signatures(ZoneImage image) {
    RrsetView view = new RrsetView();
    long count = 0;
    for (int owner = 0; owner < image.owners(); owner++) {
      int set = image.findSet(owner, RecordType.RRSIG);
      if (set >= 0) {
        image.view(set, view);
        count += view.count;
      }
    }
    return count;
  }

  private static boolean soaStillGood(ZoneImage image, SignatureWindow window) {
    int set = image.findSet(0, RecordType.RRSIG);
    if (set < 0) {
      return true; // unsigned, and nothing of it ages
    }
    RrsetView view = new RrsetView();
    image.view(set, view);
    for (int i = 0; i < view.count; i++) {
      byte[] rrsig = view.rdata(i);
      boolean covers =
          RrsetView.length(rrsig, 0) == RecordType.SOA
              || RrsetView.length(rrsig, 0) == RecordType.ZONEMD;
      if (covers && !window.stillGood(int32(rrsig, 12), int32(rrsig, 8))) {
        return false;
      }
    }
    return true;
  }

  private static int int32(byte[] data, int at) {
    return RrsetView.length(data, at) << 16 | RrsetView.length(data, at + 2);
  }
}
