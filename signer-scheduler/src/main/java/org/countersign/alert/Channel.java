package org.countersign.alert;

import java.time.Duration;

/** A way to tell somebody. */
public interface Channel {
  /** The name in the configuration. */
  String name();

  /** How long {@link #tell} may take. */
  Duration timeout();

  /** Whether only what nobody acknowledged in time is told here. */
  boolean escalation();

  /**
   * Tells it; whoever returns from here has handed it over.
   *
   * @throws Exception if the other side did not take it: the message says why
   */
  void tell(AlertMessage message) throws Exception;
}
