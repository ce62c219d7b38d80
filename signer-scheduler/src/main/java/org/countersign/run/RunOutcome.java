package org.countersign.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.release.ReleaseRecord;
import org.countersign.sign.SigningTally;
import org.countersign.zone.ZoneCounts;

/**
 * How one pipeline run ended.
 *
 * @param serial what the zone's serial is now; empty if it never had one
 * @param previousSerial what it was before; empty if it had none
 * @param release the newest release after the run
 * @param tally how signatures came about, empty where nothing was signed
 * @param counts what the signed zone holds, empty where none was built
 * @param refusedData digest of the data that content limits or other rules refused, without DNSSEC
 *     records and SOA serial; empty if none were
 * @param published by publisher's name, where the zone is
 * @param unpublished by publisher's name, why it could not publish
 * @param millis by stage, in order
 */
public record RunOutcome(
    Kind kind,
    Name origin,
    Optional<Serial> serial,
    Optional<Serial> previousSerial,
    Optional<ReleaseRecord> release,
    Optional<SigningTally> tally,
    Optional<ZoneCounts> counts,
    List<Finding> findings,
    Optional<String> refusedData,
    Map<String, String> published,
    Map<String, String> unpublished,
    Map<String, Long> millis) {

  /** The end of a run. */
  public enum Kind {
    /** A new serial is out. */
    RELEASED,
    /** A rule refused; the serial did not move. */
    REJECTED,
    /** Nothing to publish. */
    UNCHANGED,
    /** An operator's hold stopped the run. */
    HELD;

    /** The name in JSON: {@code released}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public boolean refused() {
    return findings.stream().anyMatch(Finding::refuses);
  }
}
