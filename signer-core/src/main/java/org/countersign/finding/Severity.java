package org.countersign.finding;

/** What a finding does to the candidate it was found in. */
public enum Severity {
  /** Stops the release. */
  REFUSE,
  /** Is reported and recorded. */
  WARN
}
