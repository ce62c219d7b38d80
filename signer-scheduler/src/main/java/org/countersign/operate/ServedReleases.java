package org.countersign.operate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.publish.ArtefactShelf;
import org.countersign.publish.Publisher;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedZone;
import org.countersign.release.Releaser;
import org.countersign.run.RunOutcome;
import org.countersign.store.ReleaseLedger;
import org.countersign.store.SignerDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has in service: every zone's newest release, whichever node made it. At the start
 * that comes before anything else; later, what a publisher refused is offered again.
 */
final class ServedReleases {
  private static final Logger LOG = LoggerFactory.getLogger(ServedReleases.class);

  private final Installation installation;
  private final ReleaseLedger ledger;
  private final Map<Name, Serial> served = new ConcurrentHashMap<>();
  private final Map<Name, String> troubles = new ConcurrentHashMap<>();

  ServedReleases(Installation installation) {
    this.installation = installation;
    this.ledger = new ReleaseLedger(new SignerDatabase(installation.databases().signer()));
  }

  /**
   * Puts into service what is newest and not in service here.
   *
   * @throws org.countersign.store.StoreException if the ledger cannot be read
   */
  void catchUp() {
    ledger
        .newestSerials()
        .forEach(
            (zone, serial) -> {
              if (!serial.equals(served.get(zone))) {
                ledger.newest(zone).ifPresent(this::serve);
              }
            });
  }

  private void serve(ReleaseRecord newest) {
    StringBuilder trouble = new StringBuilder();
    try {
      ArtefactShelf shelf = new ArtefactShelf(installation.data(), newest.origin());
      ReleasedZone zone = new Releaser(ServedReleases::never, shelf).restored(newest);
      for (Publisher publisher : installation.publishers()) {
        try {
          publisher.publish(zone);
        } catch (Exception e) {
          trouble.append(publisher.name()).append(": ").append(e.getMessage());
        }
      }
    } catch (Exception e) {
      trouble.append(e.getMessage());
    }
    note(newest.origin(), newest.serial(), trouble.toString());
  }

  private static void never(ReleaseRecord release, Optional<Serial> former) {
    throw new IllegalStateException("what is served again is not released again: " + release);
  }

  /** Notes what a run of this node has put into service. */
  void ran(RunOutcome outcome) {
    outcome
        .serial()
        .ifPresent(serial -> note(outcome.origin(), serial, text(outcome.unpublished())));
  }

  private static String text(Map<String, String> unpublished) {
    StringBuilder text = new StringBuilder();
    unpublished.forEach((name, why) -> text.append(name).append(": ").append(why));
    return text.toString();
  }

  private void note(Name origin, Serial serial, String trouble) {
    if (trouble.isEmpty()) {
      served.put(origin, serial);
      if (troubles.remove(origin) != null) {
        LOG.info("{} {} is in service", origin, serial);
      }
    } else if (!trouble.equals(troubles.put(origin, trouble))) {
      LOG.error("{} {} is not in service here: {}", origin, serial, trouble);
    }
  }

  /** By zone, why the newest release is not in service here. */
  Map<Name, String> troubles() {
    return Map.copyOf(troubles);
  }
}
