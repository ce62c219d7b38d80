package org.countersign.operate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.keys.rollover.KeyRecord;
import org.countersign.keys.rollover.ManagedKey;
import org.countersign.keys.rollover.RecordState;
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

  /** Since when each record is as it is, for those that were ever to be seen. */
  static void dates(List<StoredKey> keys, PrintWriter out) {
    for (StoredKey stored : keys) {
      ManagedKey key = stored.key();
      out.println();
      out.println(key.shown() + ", made " + Moments.text(key.createdAt()));
      out.println("  key id " + key.id() + ", " + place(key));
      stored
          .destroyedAt()
          .ifPresent(at -> out.println("  private half destroyed " + Moments.text(at)));
      for (KeyRecord record : KeyRecord.of(key.role())) {
        RecordState state = key.records().get(record);
        out.format(
            Locale.ROOT,
            "  %-6s  %-11s since %s%s%n",
            record,
            state.presence().name().toLowerCase(Locale.ROOT),
            Moments.text(state.since()),
            state.evidence().map(serial -> ", first in serial " + serial).orElse(""));
      }
    }
  }

  private static String place(ManagedKey key) {
    return key.handle().isNone() ? "no private half here" : "in vault " + key.handle();
  }
}
