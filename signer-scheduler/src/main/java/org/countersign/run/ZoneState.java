package org.countersign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.finding.ContentOverride;
import org.countersign.policy.Policy;
import org.countersign.release.Ledger;
import org.countersign.release.ReleaseRecord;

/** What one run reads of its zone's state and writes to it, under the zone's lease. */
public interface ZoneState {
  Name origin();

  Policy policy();

  /** The newest release. */
  Optional<ReleaseRecord> newest();

  /** Every serial ever released or seen. */
  List<Serial> serials();

  /** Every place of an artefact that the ledger knows, newest first. */
  List<String> places();

  /**
   * Asks the zone's servers and the parent's what they serve, keeps what they say, and gives what
   * the gate compares with.
   */
  OutsideView outside(Instant now);

  /**
   * Moves the key records that may move, on record, and gives the keys to publish and sign with.
   *
   * @param lowestLife what is left of the first signature in service to expire; empty if none is
   */
  KeyTurn keys(Instant now, Optional<Duration> lowestLife);

  /** Destroys keys that nobody needs any more, unless rollovers are held. */
  void purge(Instant now);

  /** Scopes that an operator has put on hold: {@code publish}, {@code ingest}, {@code rollover}. */
  Set<String> holds(Instant now);

  /** What two people have decided about a content, if they have and it was not used yet. */
  Optional<ContentOverride> override(String dataDigest, Instant now);

  Ledger ledger();
}
