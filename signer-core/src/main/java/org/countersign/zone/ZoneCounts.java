package org.countersign.zone;

import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/**
 * What a zone's image holds, counted.
 *
 * @param delegations zone cuts
 * @param secureDelegations zone cuts with DS
 * @param dsRecords DS records
 * @param glueRecords address records at or below cuts
 * @param records all records
 * @param highestTtl seconds
 */
public record ZoneCounts(
    long delegations,
    long secureDelegations,
    long dsRecords,
    long glueRecords,
    long records,
    int highestTtl) {

  /** Counts owner by owner. */
  static final class Tally {
    private final RrsetView view = new RrsetView();
    private long delegations;
    private long secure;
    private long ds;
    private long glue;
    private long records;
    private int highestTtl;

    void owner(ZoneImage image, int owner, OwnerKind kind) {
      delegations += kind.isCut() ? 1 : 0;
      secure += kind == OwnerKind.SECURE_CUT ? 1 : 0;
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        image.view(set, view);
        records += view.count;
        highestTtl = Math.max(highestTtl, view.ttl);
        if (view.type == RecordType.DS) {
          ds += view.count;
        } else if (RecordType.isAddress(view.type) && kind != OwnerKind.AUTHORITATIVE) {
          glue += view.count;
        }
      }
    }

    ZoneCounts counts() {
      return new ZoneCounts(delegations, secure, ds, glue, records, highestTtl);
    }
  }
}
