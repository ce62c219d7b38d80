package org.countersign.operate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.Rdata;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.policy.ApexFacts;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;

/** What of an existing zone no registry holds, in the words of a policy. */
final class ApexOfZone {
  private final List<Name> ns = new ArrayList<>();
  private final List<String> records = new ArrayList<>();
  private int nsTtl;

  private ApexOfZone() {}

  /**
   * @param apex the records that the registry left to the policy
   */
  static ApexFacts facts(UnsignedZone zone, PackedRecords apex) {
    ApexOfZone found = new ApexOfZone();
    ZoneImage image = ZoneImage.of(apex, 1);
    RrsetView view = new RrsetView();
    for (int owner = 0; owner < image.owners(); owner++) {
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        image.view(set, view);
        found.add(zone.origin(), image.owner(owner), view);
      }
    }
    String[] soa = Rdata.text(RecordType.SOA, zone.soa()).split(" ");
    return new ApexFacts(
        zone.origin(),
        Name.parse(soa[0]),
        Name.parse(soa[1]),
        Duration.ofSeconds(zone.soaTtl()),
        seconds(soa[3]),
        seconds(soa[4]),
        seconds(soa[5]),
        seconds(soa[6]),
        found.ns,
        Duration.ofSeconds(found.nsTtl),
        found.records,
        Duration.ofSeconds(zone.counts().highestTtl()));
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private void add(Name origin, Name owner, RrsetView set) {
    boolean atApex = owner.equals(origin);
    for (int i = 0; i < set.count; i++) {
      if (atApex && set.type == RecordType.NS) {
        ns.add(Name.ofWire(set.rdata(i)));
        nsTtl = set.ttl;
      } else if (!(atApex && set.type == RecordType.SOA)) {
        records.add(
            owner
                + " "
                + set.ttl
                + " IN "
                + RecordType.mnemonic(set.type)
                + " "
                + Rdata.text(set.type, set.rdata(i)));
      }
    }
  }
}
