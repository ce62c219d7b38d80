package org.countersign.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.dns.Serial;

/**
 * Consecutive differences that end at the release served, oldest first. Bounded by their number,
 * and by their octets: beyond those of the zone, the zone is the shorter way.
 */
final class DifferenceChain {
  private final List<ZoneDifference> differences;
  private final int keep;

  private DifferenceChain(List<ZoneDifference> differences, int keep) {
    this.differences = differences;
    this.keep = keep;
  }

  /**
   * No differences yet.
   *
   * @param keep the most there will be
   */
  static DifferenceChain empty(int keep) {
    return new DifferenceChain(List.of(), keep);
  }

  int size() {
    return differences.size();
  }

  /** Whether no more is to be put before the oldest. */
  boolean isFull(long octets) {
    return size() >= keep || octets() >= octets;
  }

  private long octets() {
    return differences.stream().mapToLong(ZoneDifference::octets).sum();
  }

  /** With the next release's difference; the oldest go where there are too many. */
  DifferenceChain followedBy(ZoneDifference next, long mostOctets) {
    List<ZoneDifference> all = new ArrayList<>(differences);
    all.add(next);
    DifferenceChain chain = new DifferenceChain(all, keep);
    while (all.size() > keep || !all.isEmpty() && chain.octets() > mostOctets) {
      all.remove(0);
    }
    return new DifferenceChain(List.copyOf(all), keep);
  }

  /** With the difference that comes before the oldest one. */
  DifferenceChain precededBy(ZoneDifference former) {
    List<ZoneDifference> all = new ArrayList<>(differences);
    all.add(0, former);
    return new DifferenceChain(List.copyOf(all), keep);
  }

  /** What brings a secondary from {@code serial} to the release served, condensed. */
  Optional<ZoneDifference> from(Serial serial) {
    int first = 0;
    while (first < size() && !differences.get(first).from().equals(serial)) {
      first++;
    }
    return differences.stream().skip(first).reduce(ZoneDifference::then);
  }

  /** The serial that the oldest difference begins at. */
  Optional<Serial> oldest() {
    return differences.stream().map(ZoneDifference::from).findFirst();
  }

  /** Whether there is a difference that begins at {@code serial}. */
  boolean knows(Serial serial) {
    return differences.stream().anyMatch(d -> d.from().equals(serial));
  }
}
