package org.countersign.validate;

/**
 * What a judged zone holds.
 *
 * @param records records read, duplicates and comments not counted
 * @param rrsets RRsets, those of RRSIG records not counted
 * @param signatures RRSIG records
 * @param delegations zone cuts
 * @param secureDelegations zone cuts with a DS RRset
 * @param dsRecords DS records
 * @param glueRecords address records at or below a zone cut
 */
public record ZoneCounts(
    long records,
    long rrsets,
    long signatures,
    long delegations,
    long secureDelegations,
    long dsRecords,
    long glueRecords) {
  static final ZoneCounts NONE = new ZoneCounts(0, 0, 0, 0, 0, 0, 0);
}
