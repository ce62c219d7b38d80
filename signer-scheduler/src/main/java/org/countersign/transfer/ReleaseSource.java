package org.countersign.transfer;

import java.io.IOException;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedZone;

/** Where the primary finds what was released, and nothing else: the ledger and the artefacts. */
public interface ReleaseSource {
  /** Zones under management. */
  List<Name> zones();

  /** The zone's releases, newest first. */
  List<ReleaseRecord> releases(Name zone);

  /**
   * A release, its artefact compared with the ledger.
   *
   * @throws IOException if the artefact is missing or is not what was released
   */
  ReleasedZone restored(ReleaseRecord release) throws IOException;
}
