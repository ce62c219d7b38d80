package org.countersign.sign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.dns.RecordType;

/**
 * The apex's signatures by type, so that ZONEMD's can be made last: its digest covers all the
 * others.
 */
final class ApexSignatures {
  private final Map<Integer, Signatures> byType = new TreeMap<>();
  private int made;
  private int reused;
  private int volatileMade;

  private ApexSignatures() {}

  static ApexSignatures make(
      RangeSigner signer,
      ZoneLayout layout,
      Optional<FormerRelease> former,
      SigningKeys keys,
      SignatureWindow window) {
    ApexSignatures apex = new ApexSignatures();
    NameWalk walk = new NameWalk(layout, Range.APEX);
    walk.next();
    Reuse reuse = former.map(f -> new Reuse(f, keys, window)).orElse(null);
    if (reuse != null) {
      reuse.name(walk);
    }
    signer.restart();
    for (int i = 0; i < walk.count; i++) {
      int before = signer.made();
      Signatures signatures = new Signatures(256);
      signer.sign(walk, walk.sets[i], reuse, signatures);
      int type = walk.sets[i].view.type;
      apex.byType.put(type, signatures);
      if (type == RecordType.SOA || type == RecordType.ZONEMD) {
        apex.volatileMade += signer.made() - before;
      }
    }
    apex.made = signer.made();
    apex.reused = signer.reused();
    return apex;
  }

  /** Signatures made over SOA and ZONEMD. */
  int volatileMade() {
    return volatileMade;
  }

  SignedRange range() {
    Signatures all = new Signatures(1024);
    byType.values().forEach(all::addAll);
    return new SignedRange(Range.APEX, all.trimmed(), made, reused);
  }

  /** The apex with the ZONEMD of {@code layout} signed, the other signatures as they were. */
  SignedRange withZonemd(RangeSigner signer, ZoneLayout layout) {
    NameWalk walk = new NameWalk(layout, Range.APEX);
    walk.next();
    for (int i = 0; i < walk.count; i++) {
      if (walk.sets[i].view.type == RecordType.ZONEMD) {
        Signatures signatures = new Signatures(256);
        signer.sign(walk, walk.sets[i], null, signatures);
        byType.put(RecordType.ZONEMD, signatures);
      }
    }
    return range();
  }
}
