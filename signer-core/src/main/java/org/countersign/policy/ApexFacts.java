package org.countersign.policy;

import java.time.Duration;
import java.util.List;
import org.countersign.dns.Name;

/**
 * What an existing zone file says that a policy has to: the SOA record, the zone's name servers,
 * the records that a registry does not hold, and the highest TTL.
 *
 * @param records zone file lines, absolute or relative to the origin, without SOA, apex NS and
 *     DNSSEC records
 * @param maxTtl the highest TTL in the file
 */
public record ApexFacts(
    Name origin,
    Name mname,
    Name rname,
    Duration soaTtl,
    Duration refresh,
    Duration retry,
    Duration expire,
    Duration minimum,
    List<Name> ns,
    Duration nsTtl,
    List<String> records,
    Duration maxTtl) {
  public ApexFacts {
    ns = List.copyOf(ns);
    records = List.copyOf(records);
  }
}
