package org.countersign.policy;

import java.time.Duration;
import org.countersign.settings.Doc;

/** Times to live. */
public record TtlPolicy(
    @Doc("The highest TTL any RRset of the zone may have.") Duration max,
    @Doc("TTL of the DNSKEY, CDS and CDNSKEY RRsets.") Duration dnskey,
    @Doc("TTL of delegation NS RRsets where the registry names none.") Duration delegation,
    @Doc("TTL of DS RRsets where the registry names none (RFC 9803).") Duration ds,
    @Doc("TTL of glue where the registry names none.") Duration glue) {
  public TtlPolicy {
    max = Defaults.or(max, Duration.ofDays(2));
    dnskey = Defaults.or(dnskey, Duration.ofHours(1));
    delegation = Defaults.or(delegation, Duration.ofDays(1));
    ds = Defaults.or(ds, Duration.ofHours(1));
    glue = Defaults.or(glue, Duration.ofDays(1));
  }
}
