package org.countersign.zone;

import java.util.LinkedHashSet;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.Rdata;
import org.countersign.dns.RecordType;
import org.countersign.policy.ApexPolicy;
import org.countersign.zone.text.ZoneText;
import org.countersign.zone.text.ZoneTextException;

/** The policy's apex as records of one zone; the SOA's serial is 0 until signing sets it. */
final class ApexTemplate {
  private final ApexPolicy apex;
  private final Name origin;
  private final Set<Name> owners = new LinkedHashSet<>();

  ApexTemplate(ApexPolicy apex, Name origin) {
    this.apex = apex;
    this.origin = origin;
  }

  /** The names {@link #write} wrote records of. */
  Set<Name> owners() {
    return owners;
  }

  /**
   * @throws ZoneException if the policy names no name server or has records that cannot be read
   */
  void write(PackedRecords.Builder to) {
    if (apex.ns().isEmpty()) {
      throw new ZoneException(
          "apex.ns of the policy is empty: name at least one name server of " + origin);
    }
    record(to, RecordType.SOA, (int) apex.soa().ttl().toSeconds(), soa());
    for (String server : apex.ns()) {
      record(to, RecordType.NS, (int) apex.nsTtl().toSeconds(), server);
    }
    for (String line : apex.records()) {
      extra(to, line);
    }
  }

  private String soa() {
    ApexPolicy.Soa soa = apex.soa();
    String mname = soa.mname() == null ? apex.ns().get(0) : soa.mname();
    String rname = soa.rname() == null ? "hostmaster" : soa.rname();
    return String.join(
        " ",
        mname,
        rname,
        "0",
        Long.toString(soa.refresh().toSeconds()),
        Long.toString(soa.retry().toSeconds()),
        Long.toString(soa.expire().toSeconds()),
        Long.toString(soa.minimum().toSeconds()));
  }

  private void record(PackedRecords.Builder to, int type, int ttl, String text) {
    try {
      to.add(origin, type, ttl, Rdata.parse(type, text, origin));
      owners.add(origin);
    } catch (IllegalArgumentException e) {
      throw new ZoneException("the policy's apex: \"" + text + "\" is " + e.getMessage());
    }
  }

  private void extra(PackedRecords.Builder to, String line) {
    try {
      ZoneText.read(
          line,
          origin,
          (int) apex.soa().ttl().toSeconds(),
          (owner, length, type, ttl, rdata, from, end) -> {
            if (type == RecordType.SOA || RecordType.isDnssec(type)) {
              throw new ZoneException(
                  "apex.records has \""
                      + line
                      + "\": "
                      + RecordType.mnemonic(type)
                      + " records are made, not given");
            }
            owners.add(Name.ofWire(java.util.Arrays.copyOf(owner, length)));
            return to.add(owner, length, type, ttl, rdata, from, end);
          });
    } catch (ZoneTextException e) {
      throw new ZoneException("apex.records has \"" + line + "\": " + e.getMessage());
    }
  }
}
