package org.countersign.sign;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.dns.Rdata;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;

/** Prints RDATA: the types a TLD consists of directly, the others through dnsjava. */
final class RdataText {
  private static final Map<Integer, String> MNEMONICS = new ConcurrentHashMap<>();

  private final TextBuffer out;

  RdataText(TextBuffer out) {
    this.out = out;
  }

  void type(int type) {
    out.ascii(MNEMONICS.computeIfAbsent(type, RecordType::mnemonic));
  }

  /** Prints {@code data[from..to)} as RDATA of the type. */
  void write(int type, byte[] data, int from, int to) {
    switch (type) {
      case RecordType.NS, RecordType.CNAME, RecordType.DNAME, RecordType.PTR ->
          out.name(data, from);
      case RecordType.A -> address4(data, from);
      case RecordType.AAAA -> Address6Text.write(data, from, out);
      case RecordType.DS -> {
        out.number(RrsetView.length(data, from));
        out.octet(' ');
        out.number(data[from + 2] & 0xff);
        out.octet(' ');
        out.number(data[from + 3] & 0xff);
        out.octet(' ');
        out.hex(data, from + 4, to);
      }
      case RecordType.NSEC -> bitmap(data, out.name(data, from), to);
      case RecordType.NSEC3 -> nsec3(data, from, to);
      default -> out.ascii(Rdata.text(type, Arrays.copyOfRange(data, from, to)));
    }
  }

  private void address4(byte[] data, int from) {
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        out.octet('.');
      }
      out.number(data[from + i] & 0xff);
    }
  }

  private void nsec3(byte[] data, int from, int to) {
    out.number(data[from] & 0xff);
    out.octet(' ');
    out.number(data[from + 1] & 0xff);
    out.octet(' ');
    out.number(RrsetView.length(data, from + 2));
    out.octet(' ');
    int salt = data[from + 4] & 0xff;
    int at = from + 5;
    if (salt == 0) {
      out.octet('-');
    } else {
      out.hex(data, at, at + salt);
    }
    at += salt + 1;
    out.octet(' ');
    out.room(32);
    Nsec3Hash.label(data, at, out.text, out.end);
    out.end += 32;
    bitmap(data, at + Nsec3Hash.LENGTH, to);
  }

  private void bitmap(byte[] data, int from, int to) {
    int at = from;
    while (at < to) {
      int window = (data[at] & 0xff) << 8;
      int length = data[at + 1];
      for (int i = 0; i < length; i++) {
        int bits = data[at + 2 + i] & 0xff;
        for (int bit = 0; bits != 0; bit++) {
          if ((bits & 0x80) != 0) {
            out.room(24);
            out.octet(' ');
            type(window | i << 3 | bit);
          }
          bits = bits << 1 & 0xff;
        }
      }
      at += 2 + length;
    }
  }
}
