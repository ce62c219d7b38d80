package org.countersign.registry;

import org.countersign.dns.Name;

/** What became of a name that the operator wants to see unchanged. */
public record GoldenName(Name name, State state) {
  /** How the name's data compare with the last accepted content. */
  public enum State {
    /** Present with the same data, or present and nothing to compare with. */
    SAME,
    /** Present with other data than in the last accepted content. */
    CHANGED,
    /** Absent. */
    MISSING
  }
}
