package org.countersign.operate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.publish.ArtefactShelf;
import org.countersign.release.ReleaseRecord;
import org.countersign.store.AlertDeliveries;
import org.countersign.store.LeaseStore;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;

/** Clears away what has been kept long enough, and what crashed runs left. */
final class Retention {
  private static final Duration TOLD = Duration.ofDays(90);

  private final Installation installation;
  private final SignerDatabase database;

  Retention(Installation installation) {
    this.installation = installation;
    this.database = new SignerDatabase(installation.databases().signer());
  }

  /**
   * Under the zone's lease: a candidate that is being judged is nobody's litter.
   *
   * @throws org.countersign.store.LeaseTakenException if another process has it
   */
  void clear(Name zone) throws IOException {
    Duration length = installation.config().service().lease();
    try (ZoneLease held = ZoneLease.take(new LeaseStore(database), zone, length)) {
      ArtefactShelf shelf = new ArtefactShelf(installation.data(), held.lease().zone());
      List<String> places =
          new ReleaseLedger(database).all(zone).stream().map(ReleaseRecord::artefact).toList();
      shelf.sweep(places);
      shelf.retire(places, installation.config().keepReleases());
    }
    new AlertDeliveries(database).forget(TOLD);
  }
}
