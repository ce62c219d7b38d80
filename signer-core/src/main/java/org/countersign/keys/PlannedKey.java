package org.countersign.keys;

import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;

/**
 * One key's part in one release.
 *
 * @param dnskey what is published at the apex if {@code published}
 * @param signs whether it makes signatures: over the zone for a ZSK, over the key sets for a KSK,
 *     over both for a CSK
 */
public record PlannedKey(
    KeyId id, KeyRole role, Dnskey dnskey, boolean published, boolean signs, KeyHandle handle) {
  public Fingerprint fingerprint() {
    return dnskey.fingerprint();
  }
}
