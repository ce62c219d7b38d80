package org.countersign.sign;

import java.util.List;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.SigningPlan;

/** The keys that sign one release, numbered; a signature says its key by that number. */
final class SigningKeys {
  private final List<PlannedKey> keys;
  private final int[] zone;
  private final int[] keySet;

  SigningKeys(SigningPlan plan) {
    this.keys = plan.keys().stream().filter(PlannedKey::signs).toList();
    this.zone = numbers(plan.zoneSigners());
    this.keySet = numbers(plan.keySetSigners());
  }

  private int[] numbers(List<PlannedKey> of) {
    return of.stream().mapToInt(keys::indexOf).toArray();
  }

  int size() {
    return keys.size();
  }

  PlannedKey get(int number) {
    return keys.get(number);
  }

  /** Numbers of the keys that sign the zone's data. */
  int[] zone() {
    return zone;
  }

  /** Numbers of the keys that sign DNSKEY, CDS and CDNSKEY. */
  int[] keySet() {
    return keySet;
  }
}
