package org.countersign.sign;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.zone.ZoneImage;

/**
 * A release whose signatures may be used again.
 *
 * @param image the released zone, its RRSIG and denial records among the rest
 * @param signers the keys that made its signatures, as the ledger recorded them by fingerprint
 * @param judged whether it is known that each signature there verifies under one of the signers;
 *     else each is verified before it is used, for a tag tells nothing
 */
public record FormerRelease(ZoneImage image, List<Dnskey> signers, boolean judged) {
  public FormerRelease {
    signers = List.copyOf(signers);
  }

  /** A release of ours, which the gate has judged. */
  public FormerRelease(ZoneImage image, List<Dnskey> signers) {
    this(image, signers, true);
  }
}
