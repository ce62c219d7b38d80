package org.countersign.transfer;

import org.countersign.dns.Serial;

/**
 * What changes between two releases of a zone: the records to take away and to add, without the SOA
 * (RFC 1995 section 4).
 */
public record ZoneDifference(ZoneSoa older, ZoneSoa newer, RecordList removed, RecordList added) {
  public Serial from() {
    return older.serial();
  }

  public Serial to() {
    return newer.serial();
  }

  /** Records taken away and added. */
  public int size() {
    return removed.size() + added.size();
  }

  /** Octets of memory, which are about those in uncompressed messages. */
  public long octets() {
    return removed.octets() + added.octets();
  }

  /**
   * This difference and the one that follows it as one (RFC 1995 section 5): what comes and goes in
   * between is in neither list.
   *
   * @throws IllegalArgumentException if {@code next} does not begin where this one ends
   */
  public ZoneDifference then(ZoneDifference next) {
    if (!to().equals(next.from())) {
      throw new IllegalArgumentException(
          "a difference from " + next.from() + " does not follow one to " + to());
    }
    return new ZoneDifference(
        older,
        next.newer,
        RecordMerge.union(
            RecordMerge.without(removed, next.added), RecordMerge.without(next.removed, added)),
        RecordMerge.union(
            RecordMerge.without(added, next.removed), RecordMerge.without(next.added, removed)));
  }
}
