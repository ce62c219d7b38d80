package org.countersign.operate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.store.StoredKey;

/** Keys as a table for people. */
final class KeysText {
  private static final String ROW = "  %-4s %5s  alg %-3s %-16s  %-11s  %s%n";

  private KeysText() {}

  static void print(List<StoredKey> keys, PrintWriter out) {
    out.format(
        Locale.ROOT,
        "  %-4s %5s  %-7s %-16s  %-11s  %s%n",
        "role",
        "tag",
        "",
        "fingerprint",
        "goal",
        "records");
    for (StoredKey stored : keys) {
      ManagedKey key = stored.key();
      String states =
          KeyRecord.of(key.role()).stream()
              .map(r -> r + " " + key.presence(r).name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      out.format(
          Locale.ROOT,
          ROW,
          key.role().text(),
          key.dnskey().tag(),
          key.algorithm(),
          key.dnskey().fingerprint().brief(),
          key.goal().name().toLowerCase(Locale.ROOT),
          states);
    }
  }
}
