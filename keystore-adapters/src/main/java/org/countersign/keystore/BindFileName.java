package org.countersign.keystore;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Name;

/**
 * The name of a BIND key file without its ending: {@code K<name>+<algorithm>+<tag>}, three and five
 * digits.
 *
 * @param owner the zone's name in BIND's spelling for files, lower case
 */
record BindFileName(String owner, int algorithm, int tag) {
  private static final Pattern FORM = Pattern.compile("K(.+)\\+(\\d{3})\\+(\\d{5})");

  static BindFileName of(Name zone, Dnskey key) {
    return new BindFileName(owner(zone), key.algorithm(), key.tag().value());
  }

  /** Reads a base name; empty if it is not one. */
  static Optional<BindFileName> parse(String base) {
    Matcher matcher = FORM.matcher(base);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new BindFileName(
            matcher.group(1),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  boolean isFor(Name zone) {
    return owner.equalsIgnoreCase(owner(zone));
  }

  /** A name as BIND spells it in files: letters, digits, - and _ as they are, the rest as %XX. */
  private static String owner(Name zone) {
    byte[] wire = zone.wire();
    StringBuilder out = new StringBuilder();
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      for (int i = at + 1; i <= at + wire[at]; i++) {
        char c = (char) (wire[i] & 0xff);
        boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
        out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
      }
      out.append('.');
    }
    return out.isEmpty() ? "." : out.toString();
  }

  @Override
  public String toString() {
    return String.format("K%s+%03d+%05d", owner, algorithm, tag);
  }
}
