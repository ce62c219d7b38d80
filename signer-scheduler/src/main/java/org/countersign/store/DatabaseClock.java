package org.countersign.store;

import java.time.Instant;
import java.time.OffsetDateTime;

/** What time it is where the signer's state is: the one clock that all nodes share. */
public final class DatabaseClock {
  private final SignerDatabase database;

  public DatabaseClock(SignerDatabase database) {
    this.database = database;
  }

  /**
   * @throws StoreException if the database cannot be asked
   */
  public Instant now() {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT signer.clock()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }
}
