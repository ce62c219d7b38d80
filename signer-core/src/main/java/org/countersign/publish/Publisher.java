package org.countersign.publish;

import java.io.IOException;
import org.countersign.release.ReleasedZone;

/** Brings released zones to the world, and nothing else. */
public interface Publisher {
  /** The name in configuration and messages. */
  String name();

  /**
   * Publishes a zone; doing so twice is doing so once.
   *
   * @return where it is now, for people
   * @throws IOException if it could not; the release stands and is published again later
   */
  String publish(ReleasedZone zone) throws IOException;
}
