package org.countersign.registry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the content of one unsigned zone differs from that of an earlier one, in RRsets by kind;
 * found by walking both in order. The SOA serial is no difference.
 *
 * @param former what the earlier one held
 */
public record ContentDifference(
    ContentCounts former, Map<ContentKind, Map<Change, Tally>> tallies) {
  /** What became of an RRset. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * How often it happened.
   *
   * @param examples the first few owners, in presentation format
   */
  public record Tally(long count, List<String> examples) {
    static final Tally NONE = new Tally(0, List.of());

    public Tally {
      examples = List.copyOf(examples);
    }
  }

  public ContentDifference {
    tallies = Map.copyOf(tallies);
  }

  public Tally tally(ContentKind kind, Change change) {
    return tallies.getOrDefault(kind, Map.of()).getOrDefault(change, Tally.NONE);
  }

  /** Whether the content is the same. */
  public boolean isEmpty() {
    return tallies.values().stream()
        .flatMap(byChange -> byChange.values().stream())
        .allMatch(tally -> tally.count() == 0);
  }

  /** Counts the differences as a walk meets them; for one thread. */
  public static final class Collector {
    private static final int EXAMPLES = 3;

    private final Map<ContentKind, Map<Change, long[]>> counts = new EnumMap<>(ContentKind.class);
    private final Map<ContentKind, Map<Change, List<String>>> owners =
        new EnumMap<>(ContentKind.class);

    public Collector() {
      for (ContentKind kind : ContentKind.values()) {
        counts.put(kind, new EnumMap<>(Change.class));
        owners.put(kind, new EnumMap<>(Change.class));
        for (Change change : Change.values()) {
          counts.get(kind).put(change, new long[1]);
          owners.get(kind).put(change, new ArrayList<>(EXAMPLES));
        }
      }
    }

    /**
     * Counts one RRset.
     *
     * @param owner is asked for the first few only
     */
    public void count(ContentKind kind, Change change, Supplier<String> owner) {
      counts.get(kind).get(change)[0]++;
      List<String> examples = owners.get(kind).get(change);
      if (examples.size() < EXAMPLES) {
        examples.add(owner.get());
      }
    }

    public ContentDifference from(ContentCounts former) {
      Map<ContentKind, Map<Change, Tally>> tallies = new EnumMap<>(ContentKind.class);
      for (ContentKind kind : ContentKind.values()) {
        Map<Change, Tally> byChange = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
          long count = counts.get(kind).get(change)[0];
          byChange.put(change, new Tally(count, owners.get(kind).get(change)));
        }
        tallies.put(kind, Map.copyOf(byChange));
      }
      return new ContentDifference(former, tallies);
    }
  }
}
