package org.countersign.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How much was answered. */
final class Tally {
  private final LongAdder soa = new LongAdder();
  private final LongAdder upToDate = new LongAdder();
  private final LongAdder whole = new LongAdder();
  private final LongAdder incremental = new LongAdder();
  private final LongAdder octets = new LongAdder();

  void soa() {
    soa.increment();
  }

  void upToDate() {
    upToDate.increment();
  }

  void sent(boolean difference, long sent) {
    (difference ? incremental : whole).increment();
    octets.add(sent);
  }

  /** By name: answers of a SOA, IXFR answered by a SOA, transfers, octets of transfers. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("soa", soa.sum());
    counts.put("up-to-date", upToDate.sum());
    counts.put("axfr", whole.sum());
    counts.put("ixfr", incremental.sum());
    counts.put("transfer-octets", octets.sum());
    return counts;
  }
}
