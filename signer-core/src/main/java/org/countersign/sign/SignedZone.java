package org.countersign.sign;

import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.zone.ZoneCounts;

/**
 * A signed zone in memory: the image of its data, and over it the apex, the denial chain and the
 * signatures, range by range in canonical order.
 */
public final class SignedZone {
  private final ZoneLayout layout;
  private final SigningKeys keys;
  private final List<SignedRange> ranges;
  private final Serial serial;
  private final SigningTally tally;
  private final long madeAt;

  SignedZone(
      ZoneLayout layout,
      SigningKeys keys,
      List<SignedRange> ranges,
      Serial serial,
      SigningTally tally,
      long madeAt) {
    this.layout = layout;
    this.keys = keys;
    this.ranges = List.copyOf(ranges);
    this.serial = serial;
    this.tally = tally;
    this.madeAt = madeAt;
  }

  public Name origin() {
    return layout.zone().origin();
  }

  public Serial serial() {
    return serial;
  }

  public ZoneCounts counts() {
    return layout.zone().counts();
  }

  public SigningTally tally() {
    return tally;
  }

  /** The run's clock reading, seconds since 1970. */
  long madeAt() {
    return madeAt;
  }

  ZoneLayout layout() {
    return layout;
  }

  SigningKeys keys() {
    return keys;
  }

  List<SignedRange> ranges() {
    return ranges;
  }
}
