package org.countersign.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneImage;

/**
 * A zone taken apart: delegations, DS and addresses at or below cuts for the registry, the rest but
 * DNSSEC records for the policy.
 */
final class ZoneSplit {
  private final UnsignedZone zone;
  private final ZoneImage image;
  private final Set<Name> apexServers = new HashSet<>();
  private final PackedRecords.Builder apex;

  ZoneSplit(UnsignedZone zone) {
    this.zone = zone;
    this.image = zone.image();
    this.apex = PackedRecords.builder(zone.origin());
    RrsetView view = new RrsetView();
    image.view(image.findSet(0, RecordType.NS), view);
    for (int i = 0; i < view.count; i++) {
      apexServers.add(Name.ofWire(view.rdata(i)));
    }
  }

  /** Where the registry's part goes. */
  interface Target {
    /**
     * @param shared whether the policy's apex gets the RRset as well
     */
    void record(Name owner, RrsetView set, boolean shared) throws SQLException;

    /** Told after each owner. */
    void owners(long done, long total);
  }

  /**
   * Hands each RRset to whom it belongs.
   *
   * @return records that are below a cut and no addresses
   */
  long into(Target target) throws SQLException {
    RrsetView view = new RrsetView();
    long leftOut = 0;
    for (int owner = 0; owner < image.owners(); owner++) {
      Name name = image.owner(owner);
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        if (RecordType.isDnssec(image.type(set))) {
          continue;
        }
        image.view(set, view);
        boolean registrys = isRegistrys(owner, view.type);
        boolean apexs = isApexs(owner, name, view.type);
        if (registrys) {
          target.record(name, view, apexs);
        }
        if (apexs) {
          keep(name, view);
        } else if (!registrys) {
          leftOut += view.count;
        }
      }
      target.owners(owner + 1, image.owners());
    }
    return leftOut;
  }

  private boolean isRegistrys(int owner, int type) {
    return switch (zone.kindOf(owner)) {
      case AUTHORITATIVE -> false;
      case INSECURE_CUT, SECURE_CUT ->
          type == RecordType.NS || type == RecordType.DS || RecordType.isAddress(type);
      case OCCLUDED -> RecordType.isAddress(type);
    };
  }

  /**
   * The addresses of the zone's own name servers are the policy's even where a delegation uses them
   * too: what a registrar does to that delegation must not take them away.
   */
  private boolean isApexs(int owner, Name name, int type) {
    return switch (zone.kindOf(owner)) {
      case AUTHORITATIVE -> true;
      default -> RecordType.isAddress(type) && apexServers.contains(name);
    };
  }

  private void keep(Name name, RrsetView view) {
    for (int i = 0; i < view.count; i++) {
      apex.add(name, view.type, view.ttl, view.rdata(i));
    }
  }

  PackedRecords apex() {
    return apex.build();
  }
}
