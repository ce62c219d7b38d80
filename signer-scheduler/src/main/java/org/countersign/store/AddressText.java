package org.countersign.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as PostgreSQL or people write them, to the octets of A and AAAA RDATA. */
final class AddressText {
  private static final Pattern WHOLE_HOST = Pattern.compile("/(32|128)$");
  private static final Pattern V6_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private AddressText() {}

  /** Four or sixteen octets; empty if the text is no address of one host. */
  static Optional<byte[]> parse(byte[] text, int from, int to) {
    if (to - from > 50) {
      return Optional.empty();
    }
    String whole = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    boolean v6 = whole.indexOf(':') >= 0;
    String address = WHOLE_HOST.matcher(whole).replaceFirst("");
    if (whole.endsWith("/32") && v6 || whole.endsWith("/128") && !v6) {
      return Optional.empty();
    }
    byte[] octets = new byte[v6 ? 16 : 4];
    boolean right = v6 ? v6(address, octets) : v4(address, octets, 0);
    return right ? Optional.of(octets) : Optional.empty();
  }

  private static boolean v4(String text, byte[] out, int at) {
    int value = -1;
    int digits = 0;
    int end = at + 4;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (value < 0 || value > 255 || at == end) {
          return false;
        }
        out[at++] = (byte) value;
        value = -1;
        digits = 0;
      } else if (c < '0' || c > '9' || value == 0 || ++digits > 3) {
        return false; // 010 may mean eight to some: it is not taken
      } else {
        value = Math.max(value, 0) * 10 + c - '0';
      }
    }
    return at == end;
  }

  /** RFC 4291 section 2.2: groups, one "::" for as many zero groups as are missing, dotted tail. */
  private static boolean v6(String text, byte[] out) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, out, true) == 16;
    }
    if (text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    byte[] tail = new byte[16];
    int before = gap == 0 ? 0 : groups(text.substring(0, gap), out, false);
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest, tail, true);
    if (before < 0 || after < 0 || before + after > 14) {
      return false;
    }
    System.arraycopy(tail, 0, out, 16 - after, after);
    return true;
  }

  /** The octets the groups fill, or -1; the last may be an IPv4 address if the text ends there. */
  private static int groups(String text, byte[] out, boolean last) {
    int at = 0;
    String[] groups = text.split(":", -1);
    for (int g = 0; g < groups.length; g++) {
      if (g == groups.length - 1 && groups[g].indexOf('.') >= 0) {
        return last && at <= 12 && v4(groups[g], out, at) ? at + 4 : -1;
      }
      if (at == 16 || !V6_GROUP.matcher(groups[g]).matches()) {
        return -1;
      }
      int value = Integer.parseInt(groups[g], 16);
      out[at++] = (byte) (value >> 8);
      out[at++] = (byte) value;
    }
    return at;
  }
}
