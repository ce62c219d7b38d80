package org.countersign.zone.text;

import java.util.Arrays;

/**
 * Reads IPv6 addresses in hexadecimal groups (RFC 4291 section 2.2, forms 1 and 2); the form with a
 * dotted IPv4 tail is left to the full reader.
 */
final class Address6 {
  private static final int GROUPS = 8;

  private Address6() {}

  /** Writes 16 octets at {@code wire[0..]}; returns 16, or {@link HotRdata#LEAVE}. */
  static int read(byte[] text, int from, int to, byte[] wire) {
    int group = 0;
    int gap = -1; // the group before which "::" stands
    int at = from;
    if (to - from >= 2 && text[from] == ':') {
      if (text[from + 1] != ':') {
        return HotRdata.LEAVE;
      }
      gap = 0;
      at += 2;
    }
    while (at < to) {
      int value = 0;
      int digits = 0;
      for (int d; at < to && (d = Character.digit(text[at], 16)) >= 0; at++) {
        value = value << 4 | d;
        digits++;
        if (digits > 4) {
          return HotRdata.LEAVE;
        }
      }
      if (digits == 0 || group == GROUPS) {
        return HotRdata.LEAVE;
      }
      wire[2 * group] = (byte) (value >> 8);
      wire[2 * group + 1] = (byte) value;
      group++;
      if (at == to) {
        break;
      }
      if (text[at++] != ':' || at == to) {
        return HotRdata.LEAVE;
      }
      if (text[at] == ':') {
        if (gap >= 0) {
          return HotRdata.LEAVE;
        }
        gap = group;
        at++;
      }
    }
    return spread(wire, group, gap);
  }

  /** Moves the groups behind the gap to the end. */
  private static int spread(byte[] wire, int groups, int gap) {
    if (gap < 0) {
      return groups == GROUPS ? 2 * GROUPS : HotRdata.LEAVE;
    }
    if (groups == GROUPS) {
      return HotRdata.LEAVE;
    }
    int tail = 2 * (groups - gap);
    System.arraycopy(wire, 2 * gap, wire, 2 * GROUPS - tail, tail);
    Arrays.fill(wire, 2 * gap, 2 * GROUPS - tail, (byte) 0);
    return 2 * GROUPS;
  }
}
