package org.countersign.zone.text;

import java.util.Arrays;
import org.countersign.dns.RecordType;

/**
 * Reads the RDATA of RRSIG, NSEC and NSEC3 from plain one-line text, as a former release is full of
 * them. What it does not recognise at once it leaves to the full reader.
 */
final class DnssecRdata {
  private final byte[] text;
  private final int end;
  private final byte[] wire;
  private int at;
  private int to;

  private DnssecRdata(byte[] text, int from, int end, byte[] wire) {
    this.text = text;
    this.at = from;
    this.end = end;
    this.wire = wire;
  }

  /**
   * @param wire takes the RDATA from its first octet on
   * @return octets of RDATA, or {@link HotRdata#LEAVE}
   */
  static int read(int type, byte[] text, int from, int end, byte[] origin, byte[] wire) {
    DnssecRdata reader = new DnssecRdata(text, from, end, wire);
    boolean read =
        switch (type) {
          case RecordType.RRSIG -> reader.rrsig(origin);
          case RecordType.NSEC -> reader.nextName(origin) && reader.bitmap();
          case RecordType.NSEC3 -> reader.nsec3();
          default -> false;
        };
    return read ? reader.to : HotRdata.LEAVE;
  }

  private int tokenEnd() {
    while (at < end && Blank.is(text[at])) {
      at++;
    }
    int i = at;
    while (i < end && !Blank.is(text[i])) {
      i++;
    }
    return i;
  }

  private boolean number(int octets, long most) {
    int i = tokenEnd();
    long value = Numbers.decimal(text, at, i, most);
    at = i;
    return value >= 0 && put(octets, value);
  }

  private boolean put(int octets, long value) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      wire[to++] = (byte) (value >> shift);
    }
    return true;
  }

  private boolean type() {
    int i = tokenEnd();
    int type = TypeText.type(text, at, i);
    at = i;
    return type >= 0 && put(2, type);
  }

  private boolean name(byte[] origin) {
    int i = tokenEnd();
    int next = WireNames.read(text, at, i, origin, wire, to);
    at = i;
    to = next;
    return next >= 0;
  }

  /** RFC 6840 section 5.1: an NSEC's next name keeps its case, so the full reader gets it. */
  private boolean nextName(byte[] origin) {
    int i = tokenEnd();
    for (int k = at; k < i; k++) {
      if (text[k] >= 'A' && text[k] <= 'Z') {
        return false;
      }
    }
    return name(origin);
  }

  private boolean rrsig(byte[] origin) {
    return type()
        && number(1, 255)
        && number(1, 127)
        && number(4, 0xffff_ffffL)
        && time()
        && time()
        && number(2, 0xffff)
        && name(origin)
        && base64();
  }

  /** YYYYMMDDHHmmSS in UTC (RFC 4034 section 3.2). */
  private boolean time() {
    int i = tokenEnd();
    if (i - at != 14) {
      return false;
    }
    long date = Numbers.decimal(text, at, at + 8, 99_999_999);
    long time = Numbers.decimal(text, at + 8, at + 14, 235_959);
    at = i;
    if (date < 0 || time < 0 || time / 100 % 100 > 59 || time % 100 > 59) {
      return false;
    }
    int month = (int) (date / 100 % 100);
    int day = (int) (date % 100);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    long days = daysSince1970(date / 10_000, month, day);
    return put(4, days * 86_400 + time / 10_000 * 3_600 + time / 100 % 100 * 60 + time % 100);
  }

  /**
   * Days from 1970-01-01 in the Gregorian calendar; years begin in March, so leap days come last.
   */
  private static long daysSince1970(long year, int month, int day) {
    long y = month > 2 ? year : year - 1;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
  }

  private boolean base64() {
    int bits = 0;
    int held = 0;
    int start = to;
    boolean padded = false;
    while (at < end) {
      int c = text[at++];
      if (Blank.is((byte) c)) {
        continue;
      }
      if (c == '=') {
        padded = true;
        continue;
      }
      int digit = c >= 0 ? BASE64[c] : -1;
      if (digit < 0 || padded || to == wire.length) {
        return false;
      }
      held = held << 6 | digit;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        wire[to++] = (byte) (held >> bits);
      }
    }
    return to > start && bits < 6;
  }

  private boolean nsec3() {
    boolean algorithm = number(1, 255);
    boolean flags = algorithm && number(1, 255);
    if (!flags || !number(2, 0xffff)) {
      return false;
    }
    int i = tokenEnd();
    if (i - at == 1 && text[at] == '-') {
      wire[to++] = 0;
    } else {
      if ((i - at & 1) != 0 || i - at > 510) {
        return false;
      }
      wire[to++] = (byte) ((i - at) / 2);
      for (int k = at; k < i; k += 2) {
        int high = Character.digit(text[k], 16);
        int low = Character.digit(text[k + 1], 16);
        if (high < 0 || low < 0) {
          return false;
        }
        wire[to++] = (byte) (high << 4 | low);
      }
    }
    at = i;
    i = tokenEnd();
    if (i - at != 32) {
      return false;
    }
    wire[to++] = 20;
    long held = 0;
    for (int k = 0; k < 32; k++) {
      int digit = Character.digit(text[at + k], 32); // 0-9, a-v: RFC 4648 section 7
      if (digit < 0) {
        return false;
      }
      held = held << 5 | digit;
      if ((k & 7) == 7) {
        put(5, held);
      }
    }
    at = i;
    return bitmap();
  }

  private boolean bitmap() {
    int window = -1;
    int start = 0;
    while (true) {
      int i = tokenEnd();
      if (i == at) {
        return true;
      }
      int type = TypeText.type(text, at, i);
      at = i;
      if (type < 0 || type >>> 8 < window) {
        return false;
      }
      if (type >>> 8 != window) {
        window = type >>> 8;
        start = to;
        wire[to++] = (byte) window;
        wire[to++] = 0;
        Arrays.fill(wire, to, to + 32, (byte) 0);
      }
      int octet = (type & 0xff) >>> 3;
      if (octet >= wire[start + 1]) {
        wire[start + 1] = (byte) (octet + 1);
        to = start + 3 + octet;
      }
      wire[start + 2 + octet] |= (byte) (0x80 >>> (type & 7));
    }
  }

  private static final byte[] BASE64 = new byte[128];

  static {
    Arrays.fill(BASE64, (byte) -1);
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < digits.length(); i++) {
      BASE64[digits.charAt(i)] = (byte) i;
    }
  }
}
