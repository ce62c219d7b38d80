package org.countersign.operate;

import java.time.Clock;
import org.countersign.store.StoredKey;
import picocli.CommandLine.Parameters;

/** A command about one key of a zone. */
abstract class KeyAction extends ZoneAction {
  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description =
          "The key: its fingerprint or the first 8 digits of it or more, its key id, or its tag if"
              + " no other key of the zone has or had that.")
  private KeySelector selector;

  KeyAction(Clock clock) {
    super(clock);
  }

  /** The key that is meant; wrong usage if it is none, or could be two. */
  StoredKey chosen(ZoneSession session) {
    return selector.one(session.keys(), origin, output);
  }
}
