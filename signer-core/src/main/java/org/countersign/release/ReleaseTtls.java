package org.countersign.release;

import java.time.Duration;

/**
 * How long caches may hold what a release says.
 *
 * @param dnskey TTL of the DNSKEY RRset; zero where there is none
 * @param max highest TTL of any RRset that is signed, or would be
 */
public record ReleaseTtls(Duration dnskey, Duration max) {
  public ReleaseTtls {
    if (dnskey.isNegative() || max.compareTo(dnskey) < 0) {
      throw new IllegalArgumentException(
          "a highest TTL of " + max + " beside a DNSKEY TTL of " + dnskey);
    }
  }
}
