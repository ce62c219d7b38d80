package org.countersign.policy;

import java.time.Duration;
import java.util.List;
import org.countersign.settings.Doc;

/** The zone's own data: what the registry's database does not hold. */
public record ApexPolicy(
    @Doc("The SOA record's fields; the serial is the pipeline's.") Soa soa,
    @Doc("The zone's own name servers; at least one for a zone under management.") List<String> ns,
    @Doc("TTL of the apex NS RRset.") Duration nsTtl,
    @Doc(
            "Further records in zone file form, names relative to the origin: addresses of the"
                + " zone's own name servers, TXT, MX, CAA, any type.")
        List<String> records) {
  public ApexPolicy {
    soa = Defaults.or(soa, new Soa(null, null, null, null, null, null, null));
    ns = List.copyOf(Defaults.or(ns, List.of()));
    nsTtl = Defaults.or(nsTtl, Duration.ofDays(1));
    records = List.copyOf(Defaults.or(records, List.of()));
  }

  /** SOA fields (RFC 1035 section 3.3.13). */
  public record Soa(
      @Doc("Primary name server; unset: the first of `ns`.") String mname,
      @Doc("Mailbox of the person in charge, as a name; unset: `hostmaster` below the origin.")
          String rname,
      @Doc("TTL of the SOA record.") Duration ttl,
      @Doc("Secondaries ask for a new serial this often.") Duration refresh,
      @Doc("Secondaries ask again after a failure this often.") Duration retry,
      @Doc("Secondaries serve the zone this long without hearing from us.") Duration expire,
      @Doc("TTL of negative answers (RFC 2308); denial records take it (RFC 9077).")
          Duration minimum) {
    public Soa {
      ttl = Defaults.or(ttl, Duration.ofHours(1));
      refresh = Defaults.or(refresh, Duration.ofMinutes(30));
      retry = Defaults.or(retry, Duration.ofMinutes(15));
      expire = Defaults.or(expire, Duration.ofDays(7));
      minimum = Defaults.or(minimum, Duration.ofMinutes(15));
    }
  }
}
