package org.countersign.validate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.countersign.dns.RecordType;

/** Counts made while walking over a zone, and the shortest life of its signatures by type. */
final class WalkCounts {
  private long rrsets;
  private long signatures;
  private long delegations;
  private long secure;
  private long ds;
  private long glue;
  private final long[] lowest = new long[256];
  private final Map<Integer, Long> lowestOfRare = new HashMap<>();

  WalkCounts() {
    java.util.Arrays.fill(lowest, Long.MAX_VALUE);
  }

  void owner(OwnerNode node, long at) {
    rrsets += node.rrsets();
    signatures += node.signatures();
    boolean cut = node.place() == OwnerNode.Place.CUT;
    if (cut) {
      delegations++;
      int rrset = node.find(RecordType.DS);
      if (rrset >= 0) {
        secure++;
        ds += node.to(rrset) - node.from(rrset);
      }
    }
    if (cut || node.place() == OwnerNode.Place.BELOW_CUT) {
      for (int i = 0; i < node.rrsets(); i++) {
        if (RecordType.isAddress(node.type(i))) {
          glue += node.to(i) - node.from(i);
        }
      }
    }
    for (int i = 0; i < node.signatures(); i++) {
      int type = node.covered(i);
      long left = (int) (node.expiration(i) - at);
      if (type < lowest.length) {
        lowest[type] = Math.min(lowest[type], left);
      } else {
        lowestOfRare.merge(type, left, Math::min);
      }
    }
  }

  long records() {
    return rrsets + signatures;
  }

  ZoneCounts total(long records) {
    return new ZoneCounts(records, rrsets, signatures, delegations, secure, ds, glue);
  }

  Map<String, Duration> lowestRemaining() {
    Map<String, Duration> all = new HashMap<>();
    for (int type = 0; type < lowest.length; type++) {
      if (lowest[type] != Long.MAX_VALUE) {
        all.put(RecordType.mnemonic(type), Duration.ofSeconds(lowest[type]));
      }
    }
    lowestOfRare.forEach((t, left) -> all.put(RecordType.mnemonic(t), Duration.ofSeconds(left)));
    return all;
  }
}
