package org.countersign.keys.observe;

import java.time.Instant;
import java.util.Set;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyId;

/**
 * The moment from which a change is known to be served (T0): never the moment it was decided (.nl
 * 2012).
 */
public final class Evidence {
  private final ZoneSightings zone;
  private final ParentSightings parent;
  private final Instant now;

  public Evidence(Observations seen, Instant now) {
    this.zone = new ZoneSightings(seen);
    this.parent = new ParentSightings(seen);
    this.now = now;
  }

  /** When the release was seen at the last of the check servers. */
  public Sighting release(Serial serial) {
    return zone.of(serial, now);
  }

  /**
   * When the last of the parent's servers was seen with the key's DS, or without it.
   *
   * @param followers the keys that take over from it
   * @param wanted since when it is to be so; what was seen before is no evidence
   */
  public Sighting ds(KeyId key, boolean present, Set<KeyId> followers, Instant wanted) {
    return parent.of(key, present, followers, wanted, now);
  }
}
