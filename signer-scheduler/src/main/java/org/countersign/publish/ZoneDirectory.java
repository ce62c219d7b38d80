package org.countersign.publish;

import java.util.Locale;
import org.countersign.dns.Name;

/**
 * A zone's name as a file name: letters, digits, hyphens and dots as they are, the rest escaped.
 */
public final class ZoneDirectory {
  private ZoneDirectory() {}

  /** {@code example}, {@code root} for the root, {@code a%2fb.example} for odd octets. */
  public static String of(Name origin) {
    if (origin.equals(Name.ROOT)) {
      return "%root"; // not "root", which may be a zone of its own
    }
    byte[] wire = origin.wire();
    StringBuilder out = new StringBuilder();
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      if (at > 0) {
        out.append('.');
      }
      for (int i = at + 1; i <= at + wire[at]; i++) {
        int c = wire[i] & 0xff;
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
          out.append((char) c);
        } else {
          out.append(String.format(Locale.ROOT, "%%%02x", c));
        }
      }
    }
    return out.toString();
  }
}
