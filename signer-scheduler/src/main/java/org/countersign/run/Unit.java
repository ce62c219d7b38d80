package org.countersign.run;

import java.util.Locale;

/** What a stage counts. */
public enum Unit {
  RECORDS,
  SIGNATURES,
  OCTETS;

  /** The count as people read it: {@code 12,500 records}, {@code 154 MB}. */
  String show(long count) {
    if (this == OCTETS) {
      return String.format(Locale.ROOT, "%,d MB", count / 1_000_000);
    }
    return String.format(Locale.ROOT, "%,d %s", count, name().toLowerCase(Locale.ROOT));
  }

  /** The same by the second: {@code 310,000/s}, {@code 40 MB/s}. */
  String showRate(double count) {
    return String.format(
        Locale.ROOT,
        this == OCTETS ? "%,.0f MB/s" : "%,.0f/s",
        this == OCTETS ? count / 1e6 : count);
  }
}
