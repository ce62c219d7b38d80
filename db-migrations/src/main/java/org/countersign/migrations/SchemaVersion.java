package org.countersign.migrations;

import java.util.Optional;

/**
 * The version a schema has against the one this build was made for.
 *
 * @param version 0 where no migration has run
 */
public record SchemaVersion(int version, int needed) {
  /** The version as people read it; empty where there is no schema yet. */
  public Optional<String> found() {
    return version == 0 ? Optional.empty() : Optional.of(Integer.toString(version));
  }

  public boolean behind() {
    return version < needed;
  }

  public boolean ahead() {
    return version > needed;
  }
}
