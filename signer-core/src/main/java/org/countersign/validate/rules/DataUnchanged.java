package org.countersign.validate.rules;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.countersign.dns.Digests;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * DATA-UNCHANGED: the zone without its DNSSEC records and its serial is the unsigned zone that was
 * built from the accepted snapshot, compared by digest.
 */
public final class DataUnchanged extends Rule {
  private final MessageDigest sha256 = Digests.sha256();
  private final RecordDigest digest = new RecordDigest(sha256);
  private boolean asked;

  public DataUnchanged() {
    super(RuleId.DATA_UNCHANGED);
  }

  @Override
  protected boolean walks() {
    return asked;
  }

  @Override
  protected void begin(OwnerNode apex) {
    asked = zone.request().dataDigest().isPresent();
  }

  @Override
  protected void owner(OwnerNode node) {
    if (!asked) {
      return;
    }
    for (int i = 0; i < node.rrsets(); i++) {
      int type = node.type(i);
      if (type == RecordType.SOA) {
        for (int r = node.from(i); r < node.to(i); r++) {
          byte[] rdata = node.rdata(r);
          Arrays.fill(rdata, rdata.length - 20, rdata.length - 16, (byte) 0);
          digest.record(node, type, node.recordTtl(r), rdata, 0, rdata.length);
        }
      } else if (!RecordType.isDnssec(type)) {
        digest.rrset(node, i);
      }
    }
  }

  @Override
  protected void end() {
    zone.request()
        .dataDigest()
        .ifPresent(
            wanted -> {
              String found = HexFormat.of().formatHex(sha256.digest());
              if (!found.equals(wanted)) {
                report(
                    refusal(
                        "the zone's data has digest "
                            + found
                            + ", the unsigned zone it was made from has "
                            + wanted
                            + ": something was changed on the way"));
              }
            });
  }
}
