package org.countersign.release;

import java.nio.file.Path;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;

/**
 * A zone that may be published: recorded in the ledger, and its artefact in place. Made only by
 * {@link Releaser}; publishers take nothing else.
 */
public final class ReleasedZone {
  private final ReleaseRecord record;
  private final Path artefact;

  ReleasedZone(ReleaseRecord record, Path artefact) {
    this.record = record;
    this.artefact = artefact;
  }

  public ReleaseRecord record() {
    return record;
  }

  public Name origin() {
    return record.origin();
  }

  public Serial serial() {
    return record.serial();
  }

  /** The zone file; nobody writes to it any more. */
  public Path artefact() {
    return artefact;
  }

  @Override
  public String toString() {
    return origin() + " " + serial();
  }
}
