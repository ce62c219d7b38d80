package org.countersign.keys.rollover;

/** How far the world knows a record that speaks for a key. */
public enum Presence {
  /** In no cache and at no server. */
  HIDDEN,
  /** Published, not yet in every cache. */
  RUMOURED,
  /** Every cache that holds anything holds this. */
  OMNIPRESENT,
  /** Withdrawn, still in some caches. */
  UNRETENTIVE;

  /** Whether we publish the record, or ask the parent to. */
  public boolean published() {
    return this == RUMOURED || this == OMNIPRESENT;
  }

  /** Whether moving here changes what is published, and not only what is known of it. */
  public boolean isChange() {
    return this == RUMOURED || this == UNRETENTIVE;
  }
}
