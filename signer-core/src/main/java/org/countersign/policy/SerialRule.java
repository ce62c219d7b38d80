package org.countersign.policy;

import org.countersign.settings.Doc;

/** How the next SOA serial is found. */
public record SerialRule(
    @Doc(
            "`increment` (one more), `unixtime` (seconds since 1970) or `datecounter`"
                + " (YYYYMMDDnn). Always newer (RFC 1982) than every serial released or seen: where"
                + " the rule's own number is not, one more than the newest is taken.")
        Kind policy) {
  /** The rule. */
  public enum Kind {
    INCREMENT,
    UNIXTIME,
    DATECOUNTER
  }

  public SerialRule {
    policy = Defaults.or(policy, Kind.INCREMENT);
  }
}
