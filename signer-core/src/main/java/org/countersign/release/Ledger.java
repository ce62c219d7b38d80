package org.countersign.release;

import java.util.Optional;
import org.countersign.dns.Serial;

/** Where releases of one zone are recorded, under one lease: a port to the database. */
public interface Ledger {
  /**
   * Records a release and moves the zone's serial to it, in one transaction that checks that the
   * lease still holds, that {@code formerSerial} is still the newest release, and that the serial
   * is newer than every serial ever released or seen (RFC 1982).
   *
   * @param formerSerial the newest release when the candidate was made; empty for a zone's first
   * @throws NotReleasedException if one of these does not hold; nothing was recorded then
   */
  void record(ReleaseRecord release, Optional<Serial> formerSerial);
}
