package org.countersign.keys.adopt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;

/**
 * What the world is served of a zone that is to be taken over.
 *
 * @param keys its DNSKEY RRset; empty if it was not looked at
 * @param ttl of the DNSKEY RRset
 * @param zoneSigners the keys under which a signature over the zone's data verifies; empty if none
 *     was looked at
 * @param keySigners the same for the DNSKEY RRset
 * @param ds its DS RRset at the parent, RDATA each; empty if it was not looked at
 */
public record ServedZone(
    Optional<List<Dnskey>> keys,
    Duration ttl,
    Optional<Set<Fingerprint>> zoneSigners,
    Optional<Set<Fingerprint>> keySigners,
    Optional<List<byte[]>> ds) {
  /** Nobody looked. */
  public static ServedZone unseen() {
    return new ServedZone(
        Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The key with this public half, with the flags it is served with. */
  Optional<Dnskey> key(Fingerprint fingerprint) {
    return keys.stream()
        .flatMap(List::stream)
        .filter(k -> k.fingerprint().equals(fingerprint))
        .findFirst();
  }
}
