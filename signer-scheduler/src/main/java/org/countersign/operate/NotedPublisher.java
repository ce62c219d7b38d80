package org.countersign.operate;

import java.io.IOException;
import java.time.Clock;
import org.countersign.publish.Publisher;
import org.countersign.release.ReleasedZone;
import org.countersign.store.PublicationStore;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publisher whose successes and failures are on record. Publishing comes first: a database that
 * cannot be written to keeps no zone out of service.
 */
final class NotedPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(NotedPublisher.class);

  private final Publisher publisher;
  private final PublicationStore store;
  private final String host;
  private final Clock clock;

  NotedPublisher(Publisher publisher, PublicationStore store, Clock clock) {
    this.publisher = publisher;
    this.store = store;
    this.host = ProcessName.own().host();
    this.clock = clock;
  }

  @Override
  public String name() {
    return publisher.name();
  }

  @Override
  public String publish(ReleasedZone zone) throws IOException {
    try {
      String place = publisher.publish(zone);
      note(
          zone,
          () ->
              store.published(zone.origin(), name(), host, zone.serial(), place, clock.instant()));
      return place;
    } catch (IOException | RuntimeException e) {
      note(
          zone,
          () ->
              store.failed(
                  zone.origin(),
                  name(),
                  host,
                  zone.serial(),
                  String.valueOf(e.getMessage()),
                  clock.instant()));
      throw e;
    }
  }

  private void note(ReleasedZone zone, Runnable writing) {
    try {
      writing.run();
    } catch (StoreException e) {
      LOG.warn("what {} did with {} is not on record: {}", name(), zone, e.getMessage());
    }
  }
}
