package org.countersign.policy;

import org.countersign.settings.Doc;

/** The zone's message digest (RFC 8976). */
public record ZonemdPolicy(
    @Doc("Publish a ZONEMD record: scheme SIMPLE, hash SHA-384.") Boolean enabled) {
  public ZonemdPolicy {
    enabled = Defaults.or(enabled, false);
  }
}
