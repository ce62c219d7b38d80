package org.countersign.sign;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.zone.ZoneImage;

/**
 * A release whose signatures may be used again.
 *
 * @param image the released zone, its RRSIG and denial records among the rest
 * @param signers the keys that made its signatures, as the ledger recorded them by fingerprint
 */
public record FormerRelease(ZoneImage image, List<Dnskey> signers) {
  public FormerRelease {
    signers = List.copyOf(signers);
  }
}
