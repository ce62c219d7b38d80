package org.countersign.run;

import java.util.List;
import java.util.Set;
import org.countersign.dns.Fingerprint;
import org.countersign.finding.Finding;
import org.countersign.keys.SigningPlan;

/**
 * The keys' part in one run.
 *
 * @param plan what to publish and sign with
 * @param insecure whether the zone goes out unsigned, as its policy wants and its DS allow
 * @param surrendered keys that an operator withdrew in an emergency, whatever caches hold
 */
public record KeyTurn(
    SigningPlan plan, boolean insecure, Set<Fingerprint> surrendered, List<Finding> findings) {
  public KeyTurn {
    surrendered = Set.copyOf(surrendered);
    findings = List.copyOf(findings);
  }

  boolean refused() {
    return findings.stream().anyMatch(Finding::refuses);
  }
}
