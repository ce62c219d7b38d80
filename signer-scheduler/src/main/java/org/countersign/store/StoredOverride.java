package org.countersign.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.RuleId;

/**
 * A request to lift content limits for one content, and what became of it.
 *
 * @param dataDigest SHA-256 of the data without DNSSEC records and SOA serial, hexadecimal
 * @param expiresAt from when on it can be neither approved nor used
 * @param usedSerial the release that used it up
 */
public record StoredOverride(
    long id,
    Name zone,
    String dataDigest,
    Set<RuleId> rules,
    String reason,
    String requester,
    Instant requestedAt,
    Instant expiresAt,
    Optional<String> approver,
    Optional<Instant> approvedAt,
    Optional<Serial> usedSerial) {
  public StoredOverride {
    rules = Set.copyOf(rules);
  }

  /** What it waits for or how it ended: requested, approved, used or expired. */
  public String state(Instant now) {
    if (usedSerial.isPresent()) {
      return "used";
    }
    if (!now.isBefore(expiresAt)) {
      return "expired";
    }
    return approver.isPresent() ? "approved" : "requested";
  }
}
