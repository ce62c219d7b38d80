package org.countersign.validate.rules;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * APEX-SANE: one SOA and at least one NS at the apex (RFC 1035 section 5.2), and CDS and CDNSKEY
 * that name published keys and agree with each other (RFC 7344 section 4, RFC 8078 section 4).
 */
public final class ApexSane extends Rule {
  public ApexSane() {
    super(RuleId.APEX_SANE);
  }

  @Override
  protected void begin(OwnerNode apex) {
    int soa = apex.find(RecordType.SOA);
    if (apex.to(soa) - apex.from(soa) > 1) {
      report(
          refusal("there are " + (apex.to(soa) - apex.from(soa)) + " SOA records: one is allowed")
              .at(apex.name(), RecordType.SOA));
    }
    if (!apex.has(RecordType.NS)) {
      report(refusal("there is no NS record at the apex").at(apex.name(), RecordType.NS));
    }
    if (!zone.request().unsigned()) {
      childRecords(apex);
    }
  }

  @Override
  protected void owner(OwnerNode node) {
    if (node.place() != OwnerNode.Place.APEX
        && node.has(RecordType.SOA)
        && node.place() != OwnerNode.Place.OUTSIDE
        && !counted(Severity.REFUSE)) {
      report(
          refusal("a SOA record below the apex: another zone's, it does not belong here")
              .at(node.name(), RecordType.SOA));
    }
  }

  private void childRecords(OwnerNode apex) {
    Set<Dnskey> byCds = new HashSet<>();
    Set<Dnskey> byCdnskey = new HashSet<>();
    int cds = apex.find(RecordType.CDS);
    int cdnskey = apex.find(RecordType.CDNSKEY);
    for (int i = cds < 0 ? 0 : apex.from(cds); cds >= 0 && i < apex.to(cds); i++) {
      cds(apex.rdata(i), byCds);
    }
    for (int i = cdnskey < 0 ? 0 : apex.from(cdnskey); cdnskey >= 0 && i < apex.to(cdnskey); i++) {
      cdnskey(apex.rdata(i), byCdnskey);
    }
    if (cds >= 0 && cdnskey >= 0 && !byCds.equals(byCdnskey)) {
      say(RecordType.CDS, "CDS and CDNSKEY name different keys: they must say the same");
    }
  }

  private void cds(byte[] rdata, Set<Dnskey> named) {
    int algorithm = rdata[2] & 0xff;
    int digest = rdata[3];
    if (algorithm == 0) { // RFC 8078 section 4: delete the DS RRset
      return;
    }
    if (digest != 1 && digest != 2 && digest != 4) {
      return; // cannot be computed here
    }
    for (Dnskey key : zone.keys().all()) {
      if (Arrays.equals(key.ds(zone.origin(), digest), rdata)) {
        named.add(key);
        return;
      }
    }
    int tag = (rdata[0] & 0xff) << 8 | rdata[1] & 0xff;
    say(RecordType.CDS, "a CDS with tag " + tag + " names no published key");
  }

  private void cdnskey(byte[] rdata, Set<Dnskey> named) {
    Dnskey key = Dnskey.ofRdata(rdata);
    if (key.algorithm() == 0) {
      return;
    }
    if (zone.keys().all().contains(key)) {
      named.add(key);
    } else {
      say(RecordType.CDNSKEY, "a CDNSKEY with tag " + key.tag() + " is no published key");
    }
  }

  private void say(int type, String what) {
    report(refusal(what).at(zone.origin().toString(), type));
  }
}
