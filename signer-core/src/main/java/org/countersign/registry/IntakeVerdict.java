package org.countersign.registry;

import java.util.List;
import org.countersign.finding.Finding;

/** What the intake gate decided on a snapshot. */
public sealed interface IntakeVerdict permits AcceptedSnapshot, Refused {
  /** Everything that was found, warnings included. */
  List<Finding> findings();

  default boolean accepted() {
    return this instanceof AcceptedSnapshot;
  }
}
