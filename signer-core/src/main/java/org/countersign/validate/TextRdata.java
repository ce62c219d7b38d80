package org.countersign.validate;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.countersign.dns.RecordType;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;

/**
 * RDATA in zone text, read into canonical wire format: the types a signed zone is made of by hand,
 * all others and the generic form of RFC 3597 by dnsjava.
 */
final class TextRdata {
  private final Octets out;
  private final TextAddress addresses;
  private final boolean[] window = new boolean[65536];
  private long lastTime = -1;
  private final byte[] lastTimeText = new byte[14];

  TextRdata(Octets out) {
    this.out = out;
    addresses = new TextAddress(out);
  }

  /** Reads the tokens from {@code i} on as RDATA of {@code type}. */
  void read(int type, Tokens t, int i, byte[] origin) throws ZoneTextException {
    out.length = 0;
    if (i < t.count && t.is(i, "\\#")) {
      odd(type, t, i, origin);
      return;
    }
    switch (type) {
      case RecordType.A -> addresses.read4(t, i);
      case RecordType.AAAA -> addresses.read6(t, i);
      case RecordType.NS, RecordType.CNAME, RecordType.PTR, RecordType.DNAME -> {
        name(t, i, origin, true);
        t.end(i + 1);
      }
      case RecordType.MX -> {
        out.u16(t.number(i, 65535));
        name(t, i + 1, origin, true);
        t.end(i + 2);
      }
      case RecordType.SOA -> soa(t, i, origin);
      case RecordType.DS, RecordType.CDS -> {
        out.u16(t.number(i, 65535));
        out.u8(algorithm(t, i + 1));
        out.u8(t.number(i + 2, 255));
        out.hex(t, i + 3);
      }
      case RecordType.DNSKEY, RecordType.CDNSKEY -> {
        out.u16(t.number(i, 65535));
        out.u8(t.number(i + 1, 255));
        out.u8(algorithm(t, i + 2));
        out.base64(t, i + 3);
      }
      case RecordType.RRSIG -> signature(t, i, origin);
      case RecordType.NSEC -> {
        name(t, i, origin, false); // RFC 6840 section 5.1: its case is kept
        bitmap(t, i + 1);
      }
      case RecordType.NSEC3 -> {
        parameters(t, i);
        int length = out.length++;
        t.need(i + 4);
        int octets = Octets.base32(t.text, t.from[i + 4], t.to[i + 4], out.bytes, out.length);
        if (octets <= 0) {
          throw new ZoneTextException("\"" + t.string(i + 4) + "\" is not a base 32 hash");
        }
        out.bytes[length] = (byte) octets;
        out.length += octets;
        bitmap(t, i + 5);
      }
      case RecordType.NSEC3PARAM -> {
        parameters(t, i);
        t.end(i + 4);
      }
      case RecordType.ZONEMD -> {
        out.u32(t.number(i, 0xffff_ffffL));
        out.u8(t.number(i + 1, 255));
        out.u8(t.number(i + 2, 255));
        out.hex(t, i + 3);
      }
      default -> odd(type, t, i, origin);
    }
  }

  private void name(Tokens t, int i, byte[] origin, boolean fold) throws ZoneTextException {
    t.need(i);
    out.length = TextName.read(t.text, t.from[i], t.to[i], origin, fold, out.bytes, out.length);
  }

  private void soa(Tokens t, int i, byte[] origin) throws ZoneTextException {
    name(t, i, origin, true);
    name(t, i + 1, origin, true);
    out.u32(t.number(i + 2, 0xffff_ffffL));
    for (int k = i + 3; k < i + 7; k++) {
      t.need(k);
      out.u32(ttl(t, k));
    }
    t.end(i + 7);
  }

  private void signature(Tokens t, int i, byte[] origin) throws ZoneTextException {
    t.need(i);
    out.u16(type(t, i));
    out.u8(algorithm(t, i + 1));
    out.u8(t.number(i + 2, 255));
    out.u32(t.number(i + 3, 0xffff_ffffL));
    out.u32(time(t, i + 4));
    out.u32(time(t, i + 5));
    out.u16(t.number(i + 6, 65535));
    name(t, i + 7, origin, true);
    out.base64(t, i + 8);
  }

  private static int type(Tokens t, int i) throws ZoneTextException {
    int type = TypeWords.type(t.text, t.from[i], t.to[i]);
    if (type < 0) {
      throw new ZoneTextException("\"" + t.string(i) + "\" is not a record type");
    }
    return type;
  }

  private static long algorithm(Tokens t, int i) throws ZoneTextException {
    t.need(i);
    if (t.text[t.from[i]] >= 'A') {
      int number = org.xbill.DNS.DNSSEC.Algorithm.value(t.string(i));
      if (number >= 0) {
        return number;
      }
    }
    return t.number(i, 255);
  }

  /** YYYYMMDDHHmmSS or seconds since 1970 (RFC 4034 section 3.2). */
  private long time(Tokens t, int i) throws ZoneTextException {
    t.need(i);
    int from = t.from[i];
    if (t.to[i] - from != 14) {
      return t.number(i, 0xffff_ffffL);
    }
    if (lastTime >= 0 && Arrays.equals(t.text, from, from + 14, lastTimeText, 0, 14)) {
      return lastTime;
    }
    long value = t.number(i, 99999999999999L);
    try {
      long seconds =
          LocalDateTime.of(
                  (int) (value / 10000000000L),
                  (int) (value / 100000000 % 100),
                  (int) (value / 1000000 % 100),
                  (int) (value / 10000 % 100),
                  (int) (value / 100 % 100),
                  (int) (value % 100))
              .toEpochSecond(ZoneOffset.UTC);
      System.arraycopy(t.text, from, lastTimeText, 0, 14);
      lastTime = seconds & 0xffff_ffffL;
      return lastTime;
    } catch (DateTimeException e) {
      throw new ZoneTextException("\"" + value + "\" is not a time: " + e.getMessage());
    }
  }

  private void parameters(Tokens t, int i) throws ZoneTextException {
    out.u8(t.number(i, 255));
    out.u8(t.number(i + 1, 255));
    out.u16(t.number(i + 2, 65535));
    t.need(i + 3);
    int length = out.length++;
    if (!t.is(i + 3, "-")) {
      int kept = t.count;
      t.count = i + 4; // hex() reads to the last token
      out.hex(t, i + 3);
      t.count = kept;
    }
    int octets = out.length - length - 1;
    if (octets > 255) {
      throw new ZoneTextException("a salt of " + octets + " octets is too long: 255 is the most");
    }
    out.bytes[length] = (byte) octets;
  }

  /** Type bitmap (RFC 4034 section 4.1.2) of the mnemonics from token {@code i} on. */
  private void bitmap(Tokens t, int i) throws ZoneTextException {
    int highest = -1;
    int lowest = 65536;
    for (int k = i; k < t.count; k++) {
      int type = TypeWords.type(t.text, t.from[k], t.to[k]);
      if (type < 0) {
        Arrays.fill(window, false);
        throw new ZoneTextException("\"" + t.string(k) + "\" is not a record type");
      }
      window[type] = true;
      highest = Math.max(highest, type);
      lowest = Math.min(lowest, type);
    }
    for (int block = lowest >> 8; block <= highest >> 8 && highest >= 0; block++) {
      int start = out.length;
      out.u16(block << 8);
      int length = 0;
      for (int bit = 0; bit < 256; bit++) {
        int type = block << 8 | bit;
        if (type > highest) {
          break;
        }
        if (window[type]) {
          while (length <= bit >> 3) {
            out.bytes[out.length++] = 0;
            length++;
          }
          out.bytes[start + 2 + (bit >> 3)] |= (byte) (0x80 >> (bit & 7));
          window[type] = false;
        }
      }
      out.bytes[start + 1] = (byte) length;
      if (length == 0) {
        out.length = start;
      }
    }
  }

  /** A TTL with or without units, as BIND writes it: {@code 3600}, {@code 1h30m}. */
  static long ttl(Tokens t, int i) throws ZoneTextException {
    long total = 0;
    long value = -1;
    for (int k = t.from[i]; k < t.to[i]; k++) {
      int c = t.text[k];
      if (c >= '0' && c <= '9') {
        value = Math.max(value, 0) * 10 + c - '0';
      } else {
        int unit =
            switch (c | 0x20) {
              case 's' -> 1;
              case 'm' -> 60;
              case 'h' -> 3600;
              case 'd' -> 86400;
              case 'w' -> 604800;
              default -> 0;
            };
        if (unit == 0 || value < 0) {
          throw new ZoneTextException("\"" + t.string(i) + "\" is not a TTL");
        }
        total += value * unit;
        value = -1;
      }
      if (total + value > 0xffff_ffffL) {
        throw new ZoneTextException("the TTL \"" + t.string(i) + "\" is above 4294967295");
      }
    }
    return total + Math.max(value, 0);
  }

  private void odd(int type, Tokens t, int i, byte[] origin) throws ZoneTextException {
    try {
      Name base = origin == null ? null : new Name(origin);
      Record record =
          Record.fromString(Name.root, type, DClass.IN, 0, new Tokenizer(t.rest(i)), base);
      byte[] wire = record.toWire(Section.ANSWER);
      out.length = wire.length - 11; // root owner, type, class, TTL, RDLENGTH
      System.arraycopy(wire, 11, out.bytes, 0, out.length);
    } catch (TextParseException e) {
      String said = e.getMessage();
      throw new ZoneTextException(said.startsWith("<none>:1: ") ? said.substring(10) : said);
    } catch (IOException | RuntimeException e) {
      throw new ZoneTextException(
          "data of type " + RecordType.mnemonic(type) + " cannot be read: " + e.getMessage());
    }
    CanonicalRdata.fold(type, out.bytes, out.length);
    WireCheck.check(type, out.bytes, out.length);
  }
}
