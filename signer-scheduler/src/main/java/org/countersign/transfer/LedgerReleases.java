package org.countersign.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.publish.ArtefactShelf;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedZone;
import org.countersign.release.Releaser;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.countersign.store.ZoneStore;

/** The releases of the signer's database, with their artefacts in the data directory. */
public final class LedgerReleases implements ReleaseSource {
  private final ZoneStore zones;
  private final ReleaseLedger ledger;
  private final Path data;

  public LedgerReleases(SignerDatabase database, Path data) {
    this.zones = new ZoneStore(database);
    this.ledger = new ReleaseLedger(database);
    this.data = data;
  }

  @Override
  public List<Name> zones() {
    return zones.all();
  }

  @Override
  public List<ReleaseRecord> releases(Name zone) {
    return ledger.all(zone);
  }

  @Override
  public ReleasedZone restored(ReleaseRecord release) throws IOException {
    Releaser releaser =
        new Releaser(
            (record, former) -> {
              throw new IllegalStateException("a primary releases nothing");
            },
            new ArtefactShelf(data, release.origin()));
    return releaser.restored(release);
  }
}
