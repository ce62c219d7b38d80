package org.countersign.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.Serial;
import org.countersign.keys.observe.ParentAnswer;

/**
 * What a zone's keys were: by its releases, by what its name servers and its parent's were seen to
 * serve. As far back as any cache may remember.
 *
 * @param periods in the order of release
 * @param served by server, and there in the order of time
 * @param ds by server of the parent, and there in the order of time
 * @param waived since when nobody can be asking a name server, by its name
 * @param chained the algorithms that a DS in some cache may name: no validator demands another (RFC
 *     6840 section 5.11); empty: not known
 * @param propagation until every name server serves a release, without being seen (Dprp)
 * @param parentPropagation the same of the parent's (DprpP)
 */
public record KeyHistory(
    List<Period> periods,
    List<Served> served,
    List<ParentAnswer> ds,
    Map<String, Instant> waived,
    Optional<Set<Integer>> chained,
    Duration propagation,
    Duration parentPropagation) {
  public KeyHistory {
    periods = List.copyOf(periods);
    served = List.copyOf(served);
    ds = List.copyOf(ds);
    waived = Map.copyOf(waived);
    chained = chained.map(Set::copyOf);
  }

  /** Whether validators may demand signatures of an algorithm. */
  public boolean demands(int algorithm) {
    return chained.map(known -> known.contains(algorithm)).orElse(true);
  }

  /**
   * Releases in a row with the same keys.
   *
   * @param first serial of the first
   * @param last serial of the last
   * @param from when the first was released
   * @param published the algorithm of each key in the DNSKEY RRset
   * @param zoneSigners the keys that signed the zone's data
   * @param keySetSigners the keys that signed the DNSKEY RRset
   * @param keyTtl highest TTL of the DNSKEY RRset
   * @param dataTtl highest TTL of any signed RRset
   */
  public record Period(
      Serial first,
      Serial last,
      Instant from,
      Map<Fingerprint, Integer> published,
      Set<Fingerprint> zoneSigners,
      Set<Fingerprint> keySetSigners,
      Duration keyTtl,
      Duration dataTtl) {
    public Period {
      published = Map.copyOf(published);
      zoneSigners = Set.copyOf(zoneSigners);
      keySetSigners = Set.copyOf(keySetSigners);
    }
  }

  /**
   * Equal answers in a row of one name server.
   *
   * @param keys its DNSKEY RRset
   * @param keyTtl the TTL of that
   */
  public record Served(
      String server,
      Serial serial,
      List<Dnskey> keys,
      Duration keyTtl,
      Instant first,
      Instant last) {
    public Served {
      keys = List.copyOf(keys);
    }
  }
}
