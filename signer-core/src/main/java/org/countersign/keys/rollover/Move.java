package org.countersign.keys.rollover;

import org.countersign.keys.KeyId;

/** One record's way into its next state. */
public record Move(KeyId key, KeyRecord record, Presence from, Presence to) {
  @Override
  public String toString() {
    return record + " of " + key + " from " + from + " to " + to;
  }
}
