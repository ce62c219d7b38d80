package org.countersign.registry;

import java.util.List;
import org.countersign.finding.Finding;

/** A snapshot that must not be built from; the last accepted one is signed on. */
public record Refused(List<Finding> findings) implements IntakeVerdict {
  public Refused {
    findings = List.copyOf(findings);
  }
}
