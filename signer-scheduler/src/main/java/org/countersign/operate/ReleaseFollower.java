package org.countersign.operate;

import java.time.Duration;
import org.countersign.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees what other nodes release, and offers again what a publisher did not take. */
final class ReleaseFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseFollower.class);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final ServedReleases served;
  private final Thread thread = new Thread(this::follow, "served releases");

  ReleaseFollower(ServedReleases served) {
    this.served = served;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    boolean troubled = false;
    try {
      while (true) {
        Thread.sleep(LOOK.toMillis());
        try {
          served.catchUp();
          troubled = false;
        } catch (StoreException e) {
          if (!troubled) {
            LOG.warn("what other nodes release is not seen: {}", e.getMessage());
          }
          troubled = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
