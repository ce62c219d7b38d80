package org.countersign.keys.adopt;

import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.keys.rollover.ManagedKey;

/**
 * What a takeover comes to.
 *
 * @param keys to come under management, in the states they are in
 * @param findings what was noticed; with a refusal among them nothing may be taken over
 */
public record Adopted(List<ManagedKey> keys, List<Finding> findings) {
  public Adopted {
    keys = List.copyOf(keys);
    findings = List.copyOf(findings);
  }

  /** Whether these keys sign the zone as a whole, without a key that was made here. */
  public boolean whole() {
    return AdoptionFindings.whole(keys);
  }

  public boolean refused() {
    return findings.stream().anyMatch(Finding::refuses);
  }
}
