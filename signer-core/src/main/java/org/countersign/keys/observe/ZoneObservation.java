package org.countersign.keys.observe;

import java.time.Duration;
import java.time.Instant;
import org.countersign.dns.Serial;

/**
 * Equal answers in a row of one of the zone's check servers.
 *
 * @param server as {@code timing.checkServers} names it
 * @param ours whether that is a release of ours, with the keys we released; a zone from elsewhere
 *     contains none of our changes, whatever its serial (.ru 2024)
 * @param dnskeyTtl TTL of the DNSKEY RRset it served
 * @param first when the row of equal answers began
 * @param last when it was asked last and still said the same
 */
public record ZoneObservation(
    String server, Serial serial, boolean ours, Duration dnskeyTtl, Instant first, Instant last) {
  public ZoneObservation {
    Dates.inOrder(server, first, last);
  }

  /** What a server served of our releases. */
  public ZoneObservation(
      String server, Serial serial, Duration dnskeyTtl, Instant first, Instant last) {
    this(server, serial, true, dnskeyTtl, first, last);
  }

  /** Whether it served the release with {@code other}, or a later one. */
  boolean contains(Serial other) {
    return ours && (serial.equals(other) || serial.isNewerThan(other));
  }
}
