package org.countersign.transfer;

import java.util.Arrays;

/**
 * A window on one resource record: the owner as a key relative to the origin ({@link
 * org.countersign.dns.OwnerKey}), type, TTL in seconds, canonical RDATA. A view is moved from
 * record to record; who keeps data longer copies it.
 */
public final class RecordView {
  private static final byte[] NOTHING = {};

  public byte[] key = NOTHING;
  public int keyFrom;
  public int keyTo;
  public int type;
  public int ttl;
  public byte[] data = NOTHING;
  public int from;
  public int to;

  /** Points this view at a record of the apex. */
  public RecordView apex(int type, int ttl, byte[] rdata) {
    this.key = NOTHING;
    this.keyFrom = 0;
    this.keyTo = 0;
    this.type = type;
    this.ttl = ttl;
    this.data = rdata;
    this.from = 0;
    this.to = rdata.length;
    return this;
  }

  boolean sameOwner(RecordView other) {
    return Arrays.equals(key, keyFrom, keyTo, other.key, other.keyFrom, other.keyTo);
  }

  /** The order of transfers: owner, type, RDATA, each canonically, then TTL. */
  int compareTo(RecordView other) {
    int order = Arrays.compareUnsigned(key, keyFrom, keyTo, other.key, other.keyFrom, other.keyTo);
    return order != 0 ? order : compareWithinOwner(other);
  }

  int compareWithinOwner(RecordView other) {
    if (type != other.type) {
      return Integer.compare(type, other.type);
    }
    int order = Arrays.compareUnsigned(data, from, to, other.data, other.from, other.to);
    return order != 0 ? order : Integer.compareUnsigned(ttl, other.ttl);
  }
}
