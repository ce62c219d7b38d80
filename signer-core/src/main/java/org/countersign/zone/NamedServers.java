package org.countersign.zone;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/** The names within a zone that its NS records point to. */
final class NamedServers {
  private NamedServers() {}

  /**
   * @param counts which RRsets are looked at, by number
   */
  static Set<Name> of(ZoneImage image, IntPredicate counts) {
    Set<Name> found = new HashSet<>();
    RrsetView view = new RrsetView();
    byte[] origin = image.origin().wire();
    for (int owner = 0; owner < image.owners(); owner++) {
      int set = image.findSet(owner, RecordType.NS);
      if (set < 0 || !counts.test(set)) {
        continue;
      }
      image.view(set, view);
      int at = view.at;
      for (int i = 0; i < view.count; i++) {
        int size = RrsetView.length(view.data, at);
        if (endsWith(view.data, at + 2 + size, size, origin)) {
          found.add(Name.ofWire(Arrays.copyOfRange(view.data, at + 2, at + 2 + size)));
        }
        at += 2 + size;
      }
    }
    return found;
  }

  private static boolean endsWith(byte[] data, int end, int size, byte[] tail) {
    return size >= tail.length && Arrays.equals(data, end - tail.length, end, tail, 0, tail.length);
  }
}
