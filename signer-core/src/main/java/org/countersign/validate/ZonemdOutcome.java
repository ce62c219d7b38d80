package org.countersign.validate;

/** What the zone's message digests (RFC 8976) say about its content. */
public enum ZonemdOutcome {
  /** There is no ZONEMD record at the apex. */
  NONE,
  /** At least one digest verifies, none fails. */
  VERIFIED,
  /** Only schemes or hash algorithms that nobody can compute (RFC 8976 section 4). */
  CANNOT_SAY,
  /** A digest that can be computed is wrong. */
  FAILED
}
