package org.countersign.validate;

import java.util.Arrays;

/** Addresses in zone text, read into the RDATA of A and AAAA records. */
final class TextAddress {
  private final Octets out;

  TextAddress(Octets out) {
    this.out = out;
  }

  /** Token {@code i}, the last one, as an IPv4 address. */
  void read4(Tokens t, int i) throws ZoneTextException {
    t.need(i);
    t.end(i + 1);
    dotted(t, i, t.from[i]);
  }

  private void dotted(Tokens t, int i, int from) throws ZoneTextException {
    int octets = 0;
    int value = -1;
    for (int k = from; k <= t.to[i]; k++) {
      int c = k == t.to[i] ? '.' : t.text[k];
      if (c == '.' && value >= 0 && octets < 4) {
        out.u8(value);
        octets++;
        value = -1;
      } else if (c >= '0' && c <= '9' && value <= 25) {
        value = Math.max(value, 0) * 10 + c - '0';
      } else {
        throw new ZoneTextException("\"" + t.string(i) + "\" is not an IPv4 address");
      }
      if (value > 255) {
        throw new ZoneTextException("\"" + t.string(i) + "\" is not an IPv4 address");
      }
    }
    if (octets != 4) {
      throw new ZoneTextException("\"" + t.string(i) + "\" is not an IPv4 address");
    }
  }

  /** Token {@code i}, the last one, as an IPv6 address (RFC 4291 section 2.2). */
  void read6(Tokens t, int i) throws ZoneTextException {
    t.need(i);
    t.end(i + 1);
    byte[] text = t.text;
    int k = t.from[i];
    int end = t.to[i];
    int gap = -1;
    if (k + 1 < end && text[k] == ':' && text[k + 1] == ':') {
      gap = 0;
      k += 2;
    }
    while (k < end && out.length < 16) {
      int group = k;
      int value = 0;
      while (k < end && k - group < 4 && Character.digit(text[k], 16) >= 0) {
        value = value << 4 | Character.digit(text[k++], 16);
      }
      if (k < end && text[k] == '.') {
        dotted(t, i, group);
        k = end;
        break;
      }
      if (k == group) {
        break;
      }
      out.u16(value);
      if (k < end && text[k] == ':' && k + 1 < end) {
        k++;
        if (text[k] == ':' && gap < 0) {
          gap = out.length;
          k++;
        }
      } else {
        break;
      }
    }
    if (k != end || (gap < 0 ? out.length != 16 : out.length > 14)) {
      throw new ZoneTextException("\"" + t.string(i) + "\" is not an IPv6 address");
    }
    if (gap >= 0) {
      int tail = out.length - gap;
      System.arraycopy(out.bytes, gap, out.bytes, 16 - tail, tail);
      Arrays.fill(out.bytes, gap, 16 - tail, (byte) 0);
      out.length = 16;
    }
  }
}
