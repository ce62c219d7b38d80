package org.countersign.release;

import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;

/**
 * A key's part in a release.
 *
 * @param algorithm the IANA number
 * @param published whether its DNSKEY is at the apex
 * @param signs whether it made signatures
 */
public record ReleasedKey(
    Fingerprint fingerprint,
    KeyTag tag,
    int algorithm,
    KeyRole role,
    boolean published,
    boolean signs) {
  public static ReleasedKey of(PlannedKey key) {
    return new ReleasedKey(
        key.fingerprint(),
        key.dnskey().tag(),
        key.dnskey().algorithm(),
        key.role(),
        key.published(),
        key.signs());
  }
}
