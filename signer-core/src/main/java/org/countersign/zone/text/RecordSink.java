package org.countersign.zone.text;

/** Takes records as they are read. */
@FunctionalInterface
public interface RecordSink {
  /**
   * Takes one record; the arrays are the reader's and change after the call.
   *
   * @param owner canonical wire format in the first {@code ownerLength} octets
   * @param ttl seconds
   * @param rdata canonical RDATA at {@code from..to}
   * @return false if the owner is not in the zone
   */
  boolean add(byte[] owner, int ownerLength, int type, int ttl, byte[] rdata, int from, int to);
}
