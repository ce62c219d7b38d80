package org.countersign.keys;

import java.util.List;
import java.util.stream.Stream;
import org.countersign.dns.Dnskey;

/**
 * Exactly which keys one release publishes and signs with, by fingerprint.
 *
 * @param cds CDS RDATA to publish (RFC 7344), empty for none
 * @param cdnskey CDNSKEY RDATA to publish, empty for none
 */
public record SigningPlan(List<PlannedKey> keys, List<byte[]> cds, List<byte[]> cdnskey) {
  public SigningPlan {
    keys = List.copyOf(keys);
    cds = List.copyOf(cds);
    cdnskey = List.copyOf(cdnskey);
  }

  public static SigningPlan of(List<PlannedKey> keys) {
    return new SigningPlan(keys, List.of(), List.of());
  }

  public List<Dnskey> published() {
    return keys.stream().filter(PlannedKey::published).map(PlannedKey::dnskey).toList();
  }

  /** The keys that sign the zone's data. */
  public List<PlannedKey> zoneSigners() {
    return signers().filter(k -> k.role().signsZone()).toList();
  }

  /** The keys that sign DNSKEY, CDS and CDNSKEY. */
  public List<PlannedKey> keySetSigners() {
    return signers().filter(k -> k.role().signsKeys()).toList();
  }

  private Stream<PlannedKey> signers() {
    return keys.stream().filter(PlannedKey::signs);
  }
}
