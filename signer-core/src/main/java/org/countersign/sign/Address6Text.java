package org.countersign.sign;

import org.countersign.dns.RrsetView;

/** Prints IPv6 addresses in the one recommended form (RFC 5952 section 4). */
final class Address6Text {
  private static final int GROUPS = 8;

  private Address6Text() {}

  /** Prints the 16 octets at {@code data[from..]}. */
  static void write(byte[] data, int from, TextBuffer out) {
    int gap = -1;
    int gapLength = 1; // section 4.2.2: one group of zeros alone is not shortened
    for (int g = 0; g < GROUPS; g++) {
      int end = g;
      while (end < GROUPS && group(data, from, end) == 0) {
        end++;
      }
      if (end - g > gapLength) {
        gap = g;
        gapLength = end - g;
      }
      g = Math.max(g, end - 1);
    }
    for (int g = 0; g < GROUPS; g++) {
      if (g == gap) {
        out.octet(':');
        out.octet(':');
        g += gapLength - 1;
        continue;
      }
      if (g > 0 && g != gap + gapLength) {
        out.octet(':');
      }
      hex(group(data, from, g), out);
    }
  }

  private static int group(byte[] data, int from, int g) {
    return RrsetView.length(data, from + 2 * g);
  }

  private static void hex(int value, TextBuffer out) {
    boolean leading = true;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = value >>> shift & 15;
      leading &= digit == 0 && shift > 0;
      if (!leading) {
        out.octet(Character.forDigit(digit, 16));
      }
    }
  }
}
