package org.countersign.keys.rollover;

import java.util.ArrayList;
import java.util.List;
import org.countersign.keys.KeyRole;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;

/**
 * The signing plan that the states ask for: what is rumoured or omnipresent is in the release. A
 * CSK that signs only the key sets, or only the zone, stands in it with that role; its DNSKEY keeps
 * its flags.
 */
final class NextPlan {
  private NextPlan() {}

  static SigningPlan of(KeySet set, RolloverTerms terms) {
    List<PlannedKey> planned = new ArrayList<>();
    for (ManagedKey key : set.keys()) {
      if (key.presence(KeyRecord.DNSKEY).published()) {
        planned.add(planned(key));
      }
    }
    return ChildRecords.of(set, terms).with(planned);
  }

  private static PlannedKey planned(ManagedKey key) {
    boolean zone = key.presence(KeyRecord.ZRRSIG).published();
    boolean keySets = key.presence(KeyRecord.KRRSIG).published();
    KeyRole role = key.role();
    if (zone != keySets) {
      role = zone ? KeyRole.ZSK : KeyRole.KSK;
    }
    return new PlannedKey(key.id(), role, key.dnskey(), true, zone || keySets, key.handle());
  }
}
