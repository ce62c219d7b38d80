package org.countersign.zone.text;

import org.countersign.dns.RecordType;

/**
 * Reads the RDATA of the types that make up nearly all of a TLD, from plain one-line text straight
 * into wire format. What it does not recognise at once it leaves to the full reader.
 */
final class HotRdata {
  /** Not plain: the full reader decides. */
  static final int LEAVE = -1;

  private HotRdata() {}

  /**
   * @param wire takes the RDATA from its first octet on
   * @return octets of RDATA, or {@link #LEAVE}
   */
  static int read(int type, byte[] text, int from, int to, byte[] origin, byte[] wire) {
    return switch (type) {
      case RecordType.NS, RecordType.CNAME, RecordType.DNAME, RecordType.PTR ->
          WireNames.read(text, from, to, origin, wire, 0);
      case RecordType.A -> address4(text, from, to, wire);
      case RecordType.AAAA -> Address6.read(text, from, to, wire);
      case RecordType.DS -> ds(text, from, to, wire);
      case RecordType.RRSIG, RecordType.NSEC, RecordType.NSEC3 ->
          DnssecRdata.read(type, text, from, to, origin, wire);
      default -> LEAVE;
    };
  }

  private static int address4(byte[] text, int from, int to, byte[] wire) {
    int at = 0;
    int value = -1;
    for (int i = from; i <= to; i++) {
      int c = i < to ? text[i] : '.';
      if (c >= '0' && c <= '9' && value != 0 && value < 256) {
        value = (value < 0 ? 0 : value * 10) + c - '0'; // "01" is left: some read it as octal
      } else if (c == '.' && value >= 0 && value < 256 && at < 4) {
        wire[at++] = (byte) value;
        value = -1;
      } else {
        return LEAVE;
      }
    }
    return at == 4 ? 4 : LEAVE;
  }

  private static int ds(byte[] text, int from, int to, byte[] wire) {
    int i = from;
    for (int field = 0; field < 3; field++) {
      int start = i;
      while (i < to && !Blank.is(text[i])) {
        i++;
      }
      long number = Numbers.decimal(text, start, i, field == 0 ? 0xffff : 0xff);
      if (number == Numbers.BAD) {
        return LEAVE;
      }
      if (field == 0) {
        wire[0] = (byte) (number >> 8);
        wire[1] = (byte) number;
      } else {
        wire[field + 1] = (byte) number;
      }
      while (i < to && Blank.is(text[i])) {
        i++;
      }
    }
    int at = 4;
    int high = -1;
    for (; i < to; i++) {
      int c = text[i];
      if (Blank.is(text[i])) {
        continue; // RFC 4034 section 5.3: white space is allowed in the digest
      }
      int digit = Character.digit(c, 16);
      if (digit < 0 || at == wire.length) {
        return LEAVE;
      }
      if (high < 0) {
        high = digit;
      } else {
        wire[at++] = (byte) (high << 4 | digit);
        high = -1;
      }
    }
    return high < 0 && at > 4 ? at : LEAVE;
  }
}
