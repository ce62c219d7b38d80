package org.countersign.validate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;

/**
 * What the gate decided about one artefact, and everything its rules found.
 *
 * @param approval the permission to release; empty iff the artefact is rejected
 * @param findings in order of rule; at most {@link Report#SHOWN} of each severity for one rule,
 *     then one that counts the rest
 * @param origin the zone judged, empty if the file has no SOA
 * @param serial the SOA serial, empty if the file has no SOA
 * @param sha256 SHA-256 of the whole file, 64 lower-case hexadecimal digits
 * @param lowestRemaining by mnemonic of the covered type: the shortest life any signature has left,
 *     negative if it is over
 */
public record Verdict(
    Optional<Approved> approval,
    List<Finding> findings,
    Optional<Name> origin,
    Optional<Serial> serial,
    ZoneCounts counts,
    String sha256,
    ZonemdOutcome zonemd,
    Map<String, Duration> lowestRemaining) {
  public Verdict {
    findings = List.copyOf(findings);
    lowestRemaining = Map.copyOf(lowestRemaining);
  }

  public boolean approved() {
    return approval.isPresent();
  }

  /** The findings that stop the release. */
  public List<Finding> refusals() {
    return findings.stream().filter(Finding::refuses).toList();
  }
}
