package org.countersign.registry;

/** RRsets of an unsigned zone, by kind. */
public record ContentCounts(long delegations, long ds, long glue, long other) {
  public static final ContentCounts NONE = new ContentCounts(0, 0, 0, 0);

  public long of(ContentKind kind) {
    return switch (kind) {
      case DELEGATIONS -> delegations;
      case DS -> ds;
      case GLUE -> glue;
      case OTHER -> other;
    };
  }
}
