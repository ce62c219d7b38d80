package org.countersign.transfer;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is refused, and logs each kind once for each address: who sends a million bad
 * messages fills no disk.
 */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
  private static final int MOST_REMEMBERED = 10_000;

  private record Known(Trouble trouble, InetAddress address) {}

  private final Map<Trouble, LongAdder> counts = new TreeMap<>();
  private final Map<Known, Boolean> logged =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  Troubles() {
    for (Trouble trouble : Trouble.values()) {
      counts.put(trouble, new LongAdder());
    }
  }

  /** Notes one; {@code detail} says what was found. */
  void note(Trouble trouble, InetAddress from, String detail) {
    counts.get(trouble).increment();
    boolean fresh;
    synchronized (logged) {
      fresh = logged.put(new Known(trouble, from), true) == null;
    }
    if (fresh) {
      LOG.warn(
          "refused {}: {}: {}; more of this from there is counted and not logged",
          from.getHostAddress(),
          trouble.text(),
          detail);
    }
  }

  long count(Trouble trouble) {
    return counts.get(trouble).sum();
  }

  /** How often each was noted, by its name. */
  Map<String, Long> counts() {
    Map<String, Long> all = new LinkedHashMap<>();
    counts.forEach((trouble, count) -> all.put(trouble.text(), count.sum()));
    return all;
  }
}
