package org.countersign.run;

import java.util.List;
import org.countersign.finding.Finding;
import org.countersign.keys.SigningPlan;

/**
 * The keys' part in one run.
 *
 * @param plan what to publish and sign with
 * @param insecure whether the zone goes out unsigned, as its policy wants and its DS allow
 */
public record KeyTurn(SigningPlan plan, boolean insecure, List<Finding> findings) {
  public KeyTurn {
    findings = List.copyOf(findings);
  }

  boolean refused() {
    return findings.stream().anyMatch(Finding::refuses);
  }
}
