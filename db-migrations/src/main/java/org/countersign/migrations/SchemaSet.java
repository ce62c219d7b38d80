package org.countersign.migrations;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A schema with migrations and a history of its own. They are apart because the registry's database
 * and the signer's may be two servers, and because a foreign registry has no use for ours.
 */
public enum SchemaSet {
  /** The reference registry: EPP objects and the views that the pull reads. */
  REGISTRY,
  /** The signer's state. */
  SIGNER,
  /** Quartz's job store. */
  QUARTZ;

  /** What the signer's own database holds. */
  public static final Set<SchemaSet> SIGNER_DATABASE = Set.copyOf(EnumSet.of(SIGNER, QUARTZ));

  /** Everything in one database: the embedded default. */
  public static final Set<SchemaSet> ALL = Set.copyOf(EnumSet.allOf(SchemaSet.class));

  /** The schema's name in PostgreSQL. */
  public String schema() {
    return name().toLowerCase(Locale.ROOT);
  }

  String location() {
    return "classpath:db/" + schema();
  }
}
