package org.countersign.keys.rollover;

import java.util.List;
import org.countersign.keys.KeyRole;

/** A record that speaks for a key. */
public enum KeyRecord {
  DNSKEY,
  /** Its signatures over the zone's data. */
  ZRRSIG,
  /** Its signatures over the DNSKEY, CDS and CDNSKEY RRsets. */
  KRRSIG,
  /** Its DS at the parent. */
  DS;

  private static final List<KeyRecord> ZSK = List.of(DNSKEY, ZRRSIG);
  private static final List<KeyRecord> KSK = List.of(DNSKEY, KRRSIG, DS);
  private static final List<KeyRecord> CSK = List.of(DNSKEY, ZRRSIG, KRRSIG, DS);

  /** The records that speak for a key of a role. */
  public static List<KeyRecord> of(KeyRole role) {
    return switch (role) {
      case ZSK -> ZSK;
      case KSK -> KSK;
      case CSK -> CSK;
    };
  }
}
