package org.countersign.finding;

import java.util.List;
import java.util.Set;

/**
 * What two people have decided about one content: the content limits that do not stop it. Given for
 * one data digest; whether a zone is signed right and is a zone at all nobody can override.
 *
 * @param dataDigest SHA-256 of the data without DNSSEC records and SOA serial, hexadecimal
 * @param rules content limits only
 */
public record ContentOverride(
    String dataDigest, Set<RuleId> rules, String reason, String requester, String approver) {
  public ContentOverride {
    rules = Set.copyOf(rules);
    for (RuleId rule : rules) {
      if (!rule.isContentLimit()) {
        throw new IllegalArgumentException(
            rule + " can never be overridden: it is no limit on content; mend what it found");
      }
    }
    if (rules.isEmpty() || reason.isBlank()) {
      throw new IllegalArgumentException("an override names at least one rule, and a reason");
    }
    if (requester.equals(approver)) {
      throw new IllegalArgumentException(
          requester + " asked for the override and cannot approve it: a second person must");
    }
  }

  /**
   * The findings as they count for data with {@code digest}: what the override lifts is a warning
   * that says so. For other data nothing changes.
   */
  public List<Finding> applied(List<Finding> findings, String digest) {
    return findings.stream().map(f -> lifts(f, digest) ? lifted(f) : f).toList();
  }

  private boolean lifts(Finding finding, String digest) {
    return finding.refuses() && rules.contains(finding.rule()) && dataDigest.equals(digest);
  }

  private Finding lifted(Finding finding) {
    return new Finding(
        finding.rule(),
        Severity.WARN,
        finding.owner(),
        finding.type(),
        finding.keyTag(),
        finding.key(),
        "overridden by "
            + requester
            + " and "
            + approver
            + " ("
            + reason
            + "): "
            + finding.message());
  }
}
