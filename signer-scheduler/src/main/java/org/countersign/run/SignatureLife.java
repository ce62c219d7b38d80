package org.countersign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.zone.ZoneImage;

/** How long the signatures of a zone live on. */
final class SignatureLife {
  /** Octets before the expiration field in RRSIG RDATA (RFC 4034 section 3.1). */
  private static final int EXPIRATION = 8;

  private SignatureLife() {}

  /** What is left of the first to expire, negative if it has; empty if there are none. */
  static Optional<Duration> lowest(ZoneImage image, Instant now) {
    int seconds = (int) now.getEpochSecond();
    boolean any = false;
    int lowest = Integer.MAX_VALUE;
    RrsetView view = new RrsetView();
    for (int owner = 0; owner < image.owners(); owner++) {
      int set = image.findSet(owner, RecordType.RRSIG);
      if (set < 0) {
        continue;
      }
      image.view(set, view);
      for (int i = 0; i < view.count; i++) {
        any = true;
        // RFC 4034 section 3.1.5: serial number arithmetic
        lowest = Math.min(lowest, int32(view.rdata(i), EXPIRATION) - seconds);
      }
    }
    return any ? Optional.of(Duration.ofSeconds(lowest)) : Optional.empty();
  }

  private static int int32(byte[] data, int at) {
    return RrsetView.length(data, at) << 16 | RrsetView.length(data, at + 2);
  }
}
