package org.countersign.keys.rollover;

import java.util.List;
import org.countersign.dns.Dnskey;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;
import org.countersign.policy.KeysPolicy.Cds;

/**
 * CDS and CDNSKEY: what the parent's DS RRset is to be (RFC 7344), or that it is to go (RFC 8078
 * section 4).
 */
record ChildRecords(List<byte[]> cds, List<byte[]> cdnskey) {
  private static final int SHA_256 = 2;
  private static final byte[] DELETE_DS = {0, 0, 0, 0, 0};
  private static final byte[] DELETE_DNSKEY = {0, 0, 3, 0, 0};
  private static final ChildRecords NONE = new ChildRecords(List.of(), List.of());

  static ChildRecords of(KeySet set, RolloverTerms terms) {
    Cds when = terms.keys().cds();
    if (when == Cds.NEVER) {
      return NONE;
    }
    List<ManagedKey> named =
        set.keys().stream().filter(k -> k.presence(KeyRecord.DS).published()).toList();
    boolean changing = set.keys().stream().anyMatch(ChildRecords::dsOnItsWay);
    if (named.isEmpty()) {
      return changing && Safe.goesInsecure(set, terms)
          ? new ChildRecords(List.of(DELETE_DS.clone()), List.of(DELETE_DNSKEY.clone()))
          : NONE;
    }
    // A CDS must not name a key outside the DNSKEY RRset; silence means no change.
    boolean allPublished = named.stream().allMatch(k -> k.presence(KeyRecord.DNSKEY).published());
    if (!allPublished || when == Cds.ROLLOVER && !changing) {
      return NONE;
    }
    List<Dnskey> keys = named.stream().map(ManagedKey::dnskey).toList();
    return new ChildRecords(
        keys.stream().map(k -> k.ds(set.origin(), SHA_256)).toList(),
        keys.stream().map(Dnskey::rdata).toList());
  }

  private static boolean dsOnItsWay(ManagedKey key) {
    return key.is(KeyRecord.DS, Presence.RUMOURED) || key.is(KeyRecord.DS, Presence.UNRETENTIVE);
  }

  SigningPlan with(List<PlannedKey> keys) {
    return new SigningPlan(keys, cds, cdnskey);
  }
}
