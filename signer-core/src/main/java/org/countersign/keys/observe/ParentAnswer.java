package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What one of the parent's name servers answered with authority when asked for the zone's DS RRset.
 *
 * @param server as {@code gate.parent.servers} names it
 * @param exists whether the parent knows the name at all; false: NXDOMAIN
 * @param ttl of the DS RRset; zero where there is none
 * @param ds RDATA each, in ascending order; empty where there is none
 */
public record ParentAnswer(
    String server, boolean exists, Duration ttl, List<byte[]> ds, Instant at) {
  public ParentAnswer {
    ds = ds.stream().map(byte[]::clone).sorted(Arrays::compareUnsigned).toList();
  }
}
