package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.validate.Rule;

/**
 * CHAIN-DS: one of the DS records given names a key that is published and whose signature over the
 * DNSKEY RRset verifies (RFC 4035 section 5.2).
 */
public final class ChainDs extends Rule {
  public ChainDs() {
    super(RuleId.CHAIN_DS);
  }

  @Override
  protected boolean walks() {
    return false;
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void end() {
    List<byte[]> ds = zone.request().ds();
    if (ds.isEmpty() || zone.tally() == null) {
      return;
    }
    boolean named = false;
    for (int i = 0; i < zone.keys().all().size(); i++) {
      Dnskey key = zone.keys().all().get(i);
      if (ds.stream().anyMatch(d -> names(d, key))) {
        named = true;
        if (zone.tally().signsDnskey(i)) {
          return;
        }
      }
    }
    String tags =
        ds.stream()
            .map(d -> Integer.toString((d[0] & 0xff) << 8 | d[1] & 0xff))
            .distinct()
            .collect(Collectors.joining(", "));
    report(
        refusal(
                named
                    ? "a key that the parent's DS names (tag "
                        + tags
                        + ") is published and its signature over the DNSKEY RRset is missing or"
                        + " wrong: every validator would see the zone as bogus"
                    : "no DS of the parent (tag "
                        + tags
                        + ") names a published key: every validator would see the zone as bogus")
            .at(zone.origin().toString(), RecordType.DNSKEY));
  }

  private boolean names(byte[] ds, Dnskey key) {
    int type = ds.length > 4 ? ds[3] : 0;
    return (type == 1 || type == 2 || type == 4)
        && !key.isRevoked() // RFC 5011 section 2.1
        && key.isZoneKey()
        && Arrays.equals(ds, key.ds(zone.origin(), type));
  }
}
