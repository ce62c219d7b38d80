package org.countersign.keys;

import org.countersign.dns.Dnskey;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Fingerprint;

/**
 * A key as its vault shows it: where it is and its public half.
 *
 * @param publicKey in DNSKEY encoding for the algorithm (RFC 3110, 6605, 8080)
 */
public record VaultKey(KeyHandle handle, DnssecAlgorithm algorithm, byte[] publicKey) {
  public Dnskey dnskey(KeyRole role) {
    return Dnskey.zoneKey(algorithm, role.signsKeys(), publicKey);
  }

  public Fingerprint fingerprint() {
    return dnskey(KeyRole.ZSK).fingerprint();
  }
}
