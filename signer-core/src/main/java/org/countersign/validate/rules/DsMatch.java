package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.validate.ZoneContext;

/** Which of a zone's keys DS records name, by digest (RFC 4034 section 5.1.4). */
final class DsMatch {
  private final ZoneContext zone;

  DsMatch(ZoneContext zone) {
    this.zone = zone;
  }

  /** Whether one of the records names a published key. */
  boolean named(List<byte[]> ds) {
    return zone.keys().all().stream().anyMatch(key -> names(ds, key));
  }

  /** Whether one of the records names a key whose signature over the DNSKEY RRset verifies. */
  boolean signed(List<byte[]> ds) {
    for (int i = 0; i < zone.keys().all().size(); i++) {
      if (zone.tally() != null
          && zone.tally().signsDnskey(i)
          && names(ds, zone.keys().all().get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean names(List<byte[]> ds, Dnskey key) {
    return ds.stream().anyMatch(record -> names(record, key));
  }

  private boolean names(byte[] ds, Dnskey key) {
    int type = ds.length > 4 ? ds[3] : 0;
    return (type == 1 || type == 2 || type == 4)
        && !key.isRevoked() // RFC 5011 section 2.1
        && key.isZoneKey()
        && Arrays.equals(ds, key.ds(zone.origin(), type));
  }

  /** The key tags in the records, for people. */
  static String tags(List<byte[]> ds) {
    return ds.stream()
        .map(d -> Integer.toString((d[0] & 0xff) << 8 | d[1] & 0xff))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
