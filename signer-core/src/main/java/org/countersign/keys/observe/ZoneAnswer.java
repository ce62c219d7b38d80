package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;

/**
 * What one of a zone's name servers answered with authority.
 *
 * @param server as {@code timing.checkServers} names it
 * @param dnskeyTtl TTL of the DNSKEY RRset; zero where there is none
 * @param keys the DNSKEY RRset, in ascending order of its RDATA; empty where there is none
 */
public record ZoneAnswer(
    String server, Serial serial, Duration dnskeyTtl, List<Dnskey> keys, Instant at) {
  public ZoneAnswer {
    keys =
        keys.stream()
            .sorted(Comparator.comparing(Dnskey::rdata, java.util.Arrays::compareUnsigned))
            .toList();
  }

  /** The keys of the RRset, whatever their flags. */
  public Set<Fingerprint> fingerprints() {
    Set<Fingerprint> all = new HashSet<>();
    keys.forEach(key -> all.add(key.fingerprint()));
    return all;
  }
}
